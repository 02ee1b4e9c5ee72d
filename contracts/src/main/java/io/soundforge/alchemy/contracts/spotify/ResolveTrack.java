package io.soundforge.alchemy.contracts.spotify;

import io.soundforge.alchemy.contracts.bus.Request;

/** What does this Spotify track link name? */
public record ResolveTrack(String url) {
    public static final Request<ResolveTrack, TrackMetadata> RESOLVE_TRACK =
            Request.of("spotify.track.resolve", ResolveTrack.class, TrackMetadata.class);
}
