package io.soundforge.alchemy.download.match;

import io.soundforge.alchemy.dsp.fingerprint.Fingerprint.Place;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a provider offers.
 *
 * @param title as its uploader wrote it, artists and remarks included
 * @param channel who uploaded it; empty if that is not known
 * @param duration zero if it is not known
 * @param isrc the recording's code (ISO 3901) without hyphens; empty if it is not known
 * @param clip where {@link Wanted#clip} fits best into its audio; null if nobody has compared them
 */
public record Candidate(
        String title,
        String channel,
        Duration duration,
        String isrc,
        @Nullable Place clip) {
    /** One that tells no code. */
    public Candidate(String title, String channel, Duration duration) {
        this(title, channel, duration, "", null);
    }

    /** One whose audio nobody has compared with a clip. */
    public Candidate(String title, String channel, Duration duration, String isrc) {
        this(title, channel, duration, isrc, null);
    }
}
