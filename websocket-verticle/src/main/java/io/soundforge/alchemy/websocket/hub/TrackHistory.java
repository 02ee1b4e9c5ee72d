package io.soundforge.alchemy.websocket.hub;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.events.Journal;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** The truth behind the live events, to start from and to fill gaps with. */
public interface TrackHistory {
    /**
     * A track's jobs.
     *
     * @param at the last fact that the jobs reflect
     */
    record Snapshot(Position at, List<Job> jobs) {}

    Future<Snapshot> snapshot(TrackId track);

    /** Facts after a position, oldest first. */
    Future<List<JobEvent>> since(TrackId track, long seq);

    /** Which journal it is now, and the last number of each track in it. */
    Future<Journal.Heads> heads(Collection<TrackId> tracks);
}
