package io.soundforge.alchemy.spotify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where Spotify is and who we are there.
 *
 * @param clientId null when no application is registered: only public pages are used then
 * @param clientSecret goes with the id
 * @param apiUrl scheme, host and port of the Web API
 * @param accountsUrl scheme, host and port of the token service
 * @param openUrl scheme, host and port of the public site, which has oEmbed and the embed pages
 * @param shortLinksUrl scheme, host and port asked in the stead of the hosts of short links; null asks those
 * @param market ISO 3166-1 country whose catalogue is asked; tokens of applications have no country of their own, and
 *     without one some tracks are reported as missing; null asks for none
 * @param deadline after which a call is given up
 */
public record SpotifyConfig(
        @Nullable String clientId,
        @Nullable String clientSecret,
        String apiUrl,
        String accountsUrl,
        String openUrl,
        @Nullable String shortLinksUrl,
        @Nullable String market,
        Duration deadline) {
    /** The real service, with a limit of 10 seconds per call. */
    public static SpotifyConfig of(@Nullable String clientId, @Nullable String clientSecret, @Nullable String market) {
        return new SpotifyConfig(
                clientId,
                clientSecret,
                "https://api.spotify.com",
                "https://accounts.spotify.com",
                "https://open.spotify.com",
                null,
                market,
                Duration.ofSeconds(10));
    }

    /** Whether the Web API can be asked. */
    public boolean hasCredentials() {
        return clientId != null && clientSecret != null && !clientId.isBlank() && !clientSecret.isBlank();
    }

    @Override
    public String toString() {
        return "SpotifyConfig[apiUrl=" + apiUrl + ", credentials=" + hasCredentials() + "]"; // never the secret
    }
}
