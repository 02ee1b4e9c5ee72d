package io.soundforge.alchemy.contracts.spotify;

import io.soundforge.alchemy.contracts.bus.Request;

/**
 * What does this short link stand for?
 *
 * <p>Answered within {@link #LONGEST_SECONDS} seconds. Fails with NOT_FOUND, INVALID_REQUEST (it leads somewhere else than
 * to Spotify), RATE_LIMITED, SOURCE_REFUSED, SOURCE_UNAVAILABLE or TIMEOUT.
 */
public record ResolveShortLink(ShortLink link) {
    public static final Request<ResolveShortLink, SpotifyLink> RESOLVE_SHORT_LINK =
            Request.of("spotify.link.resolve", ResolveShortLink.class, SpotifyLink.class);

    public static final int LONGEST_SECONDS = 4;
}
