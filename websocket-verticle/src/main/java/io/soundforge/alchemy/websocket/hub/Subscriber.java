package io.soundforge.alchemy.websocket.hub;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.track.TrackId;
import java.util.List;

/** Somebody who follows tracks, whatever protocol they speak. Calls come one after the other, on the hub's context. */
public interface Subscriber {
    /** Where the track's jobs stand at a position; the deltas after it follow. Comes again when the journal is another. */
    void snapshot(TrackId track, Position at, List<Job> jobs);

    /** The next thing that happened. */
    void delta(JobEvent event);

    /**
     * The answer to who wants to go on after a position, before anything else.
     *
     * @param exactly whether the facts after it follow, none missing; else a snapshot does
     */
    default void resumed(TrackId track, Position after, boolean exactly) {
        // Who keeps positions of its own does not have to be told.
    }
}
