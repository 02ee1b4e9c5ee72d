package io.soundforge.alchemy.audio.inference;

import java.util.List;
import java.util.Optional;

/** Which rows of a Demucs output are which stems; the order is the one all published graphs share. */
final class StemLayout {
    static final List<String> FOUR = List.of("drums", "bass", "other", "vocals");
    static final List<String> SIX = List.of("drums", "bass", "other", "vocals", "guitar", "piano");

    private StemLayout() {}

    /** The stems of a graph with this many output rows; empty for a number that no known graph has. */
    static Optional<List<String>> of(long rows) {
        if (rows == FOUR.size()) {
            return Optional.of(FOUR);
        }
        return rows == SIX.size() ? Optional.of(SIX) : Optional.empty();
    }
}
