package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.track.TrackId;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with one track.
 *
 * @param origin whose wish it is; null for that of whoever submits it
 */
public record TrackPlan(
        TrackId track, JobPlan plan, @Nullable Origin origin) {
    public TrackPlan(TrackId track, JobPlan plan) {
        this(track, plan, null);
    }
}
