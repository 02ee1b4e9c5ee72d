package io.soundforge.alchemy.websocket.tracks;

import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.websocket.hub.Subscriber;

/** One client and one track that it follows. */
public interface Followed extends Subscriber {
    TrackId track();
}
