package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.vertx.core.Future;

/** Somebody who can say what is in a track, an album or a playlist. */
interface CollectionSource {
    /** Whether this source knows anything of such links. */
    default boolean tellsOf(SpotifyLink.Kind kind) {
        return true;
    }

    /** Whether its NOT_FOUND is the last word on things of this kind. */
    default boolean knowsEvery(SpotifyLink.Kind kind) {
        return false;
    }

    /**
     * Fails with NOT_FOUND, RATE_LIMITED, SOURCE_REFUSED (we are not let in, or not to this), SOURCE_UNAVAILABLE
     * (broken answer or none) or TIMEOUT.
     *
     * @param link of kind TRACK, ALBUM, PLAYLIST or ARTIST
     */
    Future<CollectionMetadata> fetch(SpotifyLink link, Deadline deadline);
}
