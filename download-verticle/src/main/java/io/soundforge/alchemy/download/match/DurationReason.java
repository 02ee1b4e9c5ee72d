package io.soundforge.alchemy.download.match;

import io.soundforge.alchemy.download.match.Match.Reason;
import java.time.Duration;

/** What two durations say: uploads often end a little later than the record, and seldom earlier. */
public final class DurationReason {
    private DurationReason() {}

    /** Zero for a duration that is not known. */
    public static Reason of(Duration wanted, Duration found) {
        if (wanted.isZero() || found.isZero()) {
            return new Reason("duration", 0.75, "not known");
        }
        long seconds = Math.round((found.toMillis() - wanted.toMillis()) / 1000.0);
        String finding = seconds == 0 ? "the same" : Math.abs(seconds) + (seconds > 0 ? " s longer" : " s shorter");
        return new Reason("duration", seconds >= 0 ? ofLonger(seconds) : ofShorter(-seconds), finding);
    }

    private static double ofLonger(long seconds) {
        if (seconds <= 3) {
            return 1;
        }
        if (seconds <= 12) {
            return 0.95 - 0.02 * (seconds - 4);
        }
        return seconds <= 20 ? 0.6 : seconds <= 30 ? 0.25 : 0.05;
    }

    private static double ofShorter(long seconds) {
        if (seconds <= 3) {
            return 1;
        }
        return seconds <= 8 ? 0.85 : seconds <= 15 ? 0.5 : 0.05;
    }
}
