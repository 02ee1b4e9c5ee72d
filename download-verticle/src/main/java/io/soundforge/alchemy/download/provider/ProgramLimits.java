package io.soundforge.alchemy.download.provider;

import java.time.Duration;

/**
 * How much of an external program we put up with.
 *
 * @param deadline for the whole run
 * @param stall longest silence
 * @param maxOutput bytes of text on its standard output
 * @param maxBytes of all files that it writes
 */
public record ProgramLimits(Duration deadline, Duration stall, int maxOutput, long maxBytes) {
    private static final int OUTPUT = 8 << 20;

    /** Fetches audio: half an hour, two minutes of silence, 8 MB of text. */
    public static ProgramLimits fetching(long maxBytes) {
        return new ProgramLimits(Duration.ofMinutes(30), Duration.ofMinutes(2), OUTPUT, maxBytes);
    }

    /** Answers a question: a minute, 8 MB of text, hardly any files. */
    public static ProgramLimits asking() {
        return new ProgramLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), OUTPUT, OUTPUT);
    }
}
