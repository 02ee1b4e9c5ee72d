package io.soundforge.alchemy.download.provider;

import io.soundforge.alchemy.download.match.Candidate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a provider has.
 *
 * @param provider its name
 * @param reference what the provider calls it
 * @param url where people can look at it; null if there is no such place
 * @param candidate what it says of itself; null if the provider looks for the song only when it fetches it
 */
public record Offer(
        String provider,
        String reference,
        @Nullable String url,
        @Nullable Candidate candidate) {
    /** Of a program that does its own search when it is run. */
    public static Offer unseen(String provider) {
        return new Offer(provider, "", null, null);
    }

    /** Zero if it is not known. */
    public Duration duration() {
        return candidate == null ? Duration.ZERO : candidate.duration();
    }
}
