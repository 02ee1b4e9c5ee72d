package io.soundforge.alchemy.audio.inference.install;

import java.time.Duration;

/**
 * How patient a download is.
 *
 * @param stall longest wait for a connection, for an answer and for the next bytes
 * @param tries in a row that may bring nothing before it gives up; at least 1
 * @param pause before the second try; doubled for each further one, up to {@code longestPause}
 * @param longestPause also the most that is waited when a server asks for it
 */
public record DownloadSettings(
        Duration stall, int tries, Duration pause, Duration longestPause, AddressRule addresses) {
    /** A minute of silence, and four tries in a row. */
    public static DownloadSettings of(AddressRule addresses) {
        return new DownloadSettings(
                Duration.ofSeconds(60), 4, Duration.ofSeconds(1), Duration.ofSeconds(30), addresses);
    }

    /** How long to wait before the next try; {@code failed} have failed in a row. */
    Duration pauseAfter(int failed) {
        Duration full = pause.multipliedBy(1L << Math.min(failed - 1, 16));
        return full.compareTo(longestPause) > 0 ? longestPause : full;
    }
}
