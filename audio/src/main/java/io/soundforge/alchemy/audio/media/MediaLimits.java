package io.soundforge.alchemy.audio.media;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.time.Duration;
import java.util.Locale;

/**
 * How much of a stranger's file we put up with.
 *
 * @param maxSeconds longest audio taken; {@link Double#POSITIVE_INFINITY} for no limit
 * @param maxChannels most channels taken
 * @param probeDeadline after which a probe is killed
 * @param stall after which a decoder or encoder that makes no progress is killed
 */
public record MediaLimits(double maxSeconds, int maxChannels, Duration probeDeadline, Duration stall) {
    /** Hz; telephone codecs use 8000, and nothing that people listen to lies below this. */
    public static final int MIN_SAMPLE_RATE = 1_000;

    /** Hz; the highest rate that audio interfaces record with. */
    public static final int MAX_SAMPLE_RATE = 384_000;

    /** For a server: this many minutes. */
    public static MediaLimits ofMinutes(int maxMinutes) {
        return new MediaLimits(maxMinutes * 60.0, 8, Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    /** For the command line, where the caller owns the machine. */
    public static MediaLimits unlimited() {
        return new MediaLimits(Double.POSITIVE_INFINITY, 8, Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    static AlchemyException tooLong(String length, double maxSeconds) {
        return new AlchemyException(
                ErrorCode.MEDIA_TOO_LONG, "expected at most " + time(maxSeconds) + " of audio; got " + length);
    }

    /** Such as {@code 2:00:00.0} or {@code 4:03.5}. */
    static String time(double seconds) {
        long tenths = Math.round(seconds * 10);
        long hours = tenths / 36_000;
        long minutes = tenths / 600 % 60;
        double rest = tenths % 600 / 10.0;
        return hours > 0
                ? String.format(Locale.ROOT, "%d:%02d:%04.1f", hours, minutes, rest)
                : String.format(Locale.ROOT, "%d:%04.1f", minutes, rest);
    }
}
