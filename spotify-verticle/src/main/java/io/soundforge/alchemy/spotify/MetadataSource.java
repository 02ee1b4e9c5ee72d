package io.soundforge.alchemy.spotify;

import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.vertx.core.Future;

/** Somebody who can say what a track is. */
interface MetadataSource {
    /**
     * Asks once.
     *
     * <p>Fails with NOT_FOUND (no such track), RATE_LIMITED (with the seconds to wait, where known), SOURCE_REFUSED (we
     * are not let in), SOURCE_UNAVAILABLE (broken answer or none) or TIMEOUT.
     *
     * @param track a link of kind TRACK
     */
    Future<TrackMetadata> describe(SpotifyLink track);
}
