package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.platform.legacy.ClientView;

/** A track with audio that nothing was done with yet. */
record FileOnly(String status, String trackId, String message, String audioUrl) {
    static FileOnly of(ClientView track, String message) {
        return new FileOnly("file-only", track.trackId(), message, track.original());
    }
}
