package io.soundforge.alchemy.websocket.hub;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.track.TrackId;
import java.util.List;

/** Somebody who follows tracks, whatever protocol they speak. Calls come one after the other, on the hub's context. */
public interface Subscriber {
    /** Where the track's jobs stand at a position; the deltas after it follow. */
    void snapshot(TrackId track, long seq, List<Job> jobs);

    /** The next thing that happened. */
    void delta(JobEvent event);
}
