package io.soundforge.alchemy.dsp.tonal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of a track, or why there is none.
 *
 * @param key null when none was found
 * @param confidence probability of the key, 0 to 1; 0 without a key
 * @param second the next best key; null when none was found
 * @param secondConfidence probability of the second key
 * @param stretches what is in one key each, by time, from 0 to the end; empty without a key
 * @param reason why there is no key; null when there is one
 * @param tuningCents distance from A4 = 440 Hz, -50 to 50
 */
public record KeyFinding(
        @Nullable MusicalKey key,
        double confidence,
        @Nullable MusicalKey second,
        double secondConfidence,
        List<KeySpan> stretches,
        @Nullable String reason,
        double tuningCents) {
    public KeyFinding {
        stretches = List.copyOf(stretches);
    }

    static KeyFinding none(String reason, double tuningCents) {
        return new KeyFinding(null, 0, null, 0, List.of(), reason, tuningCents);
    }
}
