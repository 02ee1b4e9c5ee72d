package io.soundforge.alchemy.websocket.tracks;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What there is to know about tracks, for those who may. */
public interface TrackGate {
    /** The caller's track of that name; empty if there is none, or not yet. */
    Future<Optional<Track>> find(OwnerId caller, String name);

    Future<Optional<Track>> find(TrackId id);

    /** File names of what a separation made. */
    Future<List<String>> stems(Job separation);
}
