package io.soundforge.alchemy.download.match;

import java.time.Duration;

/**
 * What a provider offers.
 *
 * @param title as its uploader wrote it, artists and remarks included
 * @param channel who uploaded it; empty if that is not known
 * @param duration zero if it is not known
 * @param isrc the recording's code (ISO 3901) without hyphens; empty if it is not known
 */
public record Candidate(String title, String channel, Duration duration, String isrc) {
    /** One that tells no code. */
    public Candidate(String title, String channel, Duration duration) {
        this(title, channel, duration, "");
    }
}
