package io.soundforge.alchemy.dsp.tonal;

import org.jspecify.annotations.Nullable;

/**
 * The key of a track, or why there is none.
 *
 * @param key null when none was found
 * @param confidence 0 to 1; 0 without a key
 * @param reason why there is no key; null when there is one
 * @param tuningCents distance from A4 = 440 Hz, -50 to 50
 */
public record KeyFinding(
        @Nullable MusicalKey key,
        double confidence,
        @Nullable String reason,
        double tuningCents) {
    static KeyFinding none(String reason, double tuningCents) {
        return new KeyFinding(null, 0, reason, tuningCents);
    }
}
