package io.soundforge.alchemy.bench.sockets;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.websocket.hub.Position;
import io.soundforge.alchemy.websocket.hub.TrackHistory;
import io.soundforge.alchemy.websocket.tracks.TrackGate;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One track of which nothing is known but what is told: there is no database under this bench. */
record MemoryHistory(Track track) implements TrackHistory, TrackGate {
    private static final String EPOCH = "0123456789abcdef";

    static MemoryHistory ofOneTrack() {
        return new MemoryHistory(
                new Track(TrackId.random(), OwnerId.LOCAL, "bench", null, null, null, null, null, null, Instant.EPOCH));
    }

    @Override
    public Future<Snapshot> snapshot(TrackId id) {
        return Future.succeededFuture(new Snapshot(new Position(EPOCH, 0), List.of()));
    }

    @Override
    public Future<List<JobEvent>> since(TrackId id, long seq) {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Journal.Heads> heads(Collection<TrackId> tracks) {
        return Future.succeededFuture(new Journal.Heads(EPOCH, Map.of()));
    }

    @Override
    public Future<Optional<Track>> find(OwnerId caller, String name) {
        return Future.succeededFuture(Optional.of(track));
    }

    @Override
    public Future<Optional<Track>> find(TrackId id) {
        return Future.succeededFuture(Optional.of(track));
    }

    @Override
    public Future<List<String>> stems(Job separation) {
        return Future.succeededFuture(List.of());
    }
}
