package io.soundforge.alchemy.websocket.hub;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The truth behind the live events, to start from and to fill gaps with. */
public interface TrackHistory {
    /**
     * A track's jobs.
     *
     * @param seq the last fact that the jobs reflect
     */
    record Snapshot(long seq, List<Job> jobs) {}

    Future<Snapshot> snapshot(TrackId track);

    /** Facts after a position, oldest first. */
    Future<List<JobEvent>> since(TrackId track, long seq);

    /** The last position of each track. */
    Future<Map<TrackId, Long>> positions(Collection<TrackId> tracks);
}
