package io.soundforge.alchemy.gateway.spotify;

import java.util.Locale;

/** Durations as people read them. */
final class ClockTime {
    private ClockTime() {}

    /** {@code m:ss}, of the whole duration rounded to seconds: rounding only the rest would make a 5:60 of 359.6. */
    static String of(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
