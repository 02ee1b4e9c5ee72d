package io.soundforge.alchemy.dsp.rhythm;

import java.util.ArrayList;
import java.util.List;

/** Beats of a long track that later frames cannot change any more. */
final class SettledBeats {
    private final List<Integer> onsets = new ArrayList<>();
    private int last = -1;

    /** Takes the next beat, which begins at frame {@code place} and whose onset is at {@code onset}. */
    void add(int place, int onset) {
        last = place;
        onsets.add(onset);
    }

    /** Frame at which the last beat begins; -1 if there is none. */
    int last() {
        return last;
    }

    /** Frames, ascending. */
    int[] onsets() {
        return onsets.stream().mapToInt(Integer::intValue).toArray();
    }
}
