package io.soundforge.alchemy.contracts.spotify;

import io.soundforge.alchemy.contracts.bus.Request;

/**
 * What is in this track, album or playlist?
 *
 * <p>Answered within {@link #LONGEST_SECONDS} seconds. Fails with INVALID_REQUEST (another kind), NOT_FOUND,
 * RATE_LIMITED, SOURCE_REFUSED, SOURCE_UNAVAILABLE, TIMEOUT or UNAVAILABLE (too many questions at once).
 */
public record FetchCollection(SpotifyLink link) {
    public static final Request<FetchCollection, CollectionMetadata> FETCH_COLLECTION =
            Request.of("spotify.collection.fetch", FetchCollection.class, CollectionMetadata.class);

    /** Below the 30 seconds after which browsers of the original give up. */
    public static final int LONGEST_SECONDS = 24;
}
