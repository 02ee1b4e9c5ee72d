package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.track.TrackId;

/** What is to be done with one track. */
public record TrackPlan(TrackId track, JobPlan plan) {}
