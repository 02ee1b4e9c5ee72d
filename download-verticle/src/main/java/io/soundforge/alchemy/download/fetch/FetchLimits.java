package io.soundforge.alchemy.download.fetch;

import java.time.Duration;

/**
 * How much of a stranger's server we put up with.
 *
 * @param maxBytes largest body taken
 * @param deadline for everything from the first name look-up to the last byte
 * @param idle longest silence
 * @param maxRedirects most redirects followed
 */
public record FetchLimits(long maxBytes, Duration deadline, Duration idle, int maxRedirects) {
    /** Five minutes in all, half a minute of silence, five redirects. */
    public static FetchLimits ofBytes(long maxBytes) {
        return new FetchLimits(maxBytes, Duration.ofMinutes(5), Duration.ofSeconds(30), 5);
    }
}
