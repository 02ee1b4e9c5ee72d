package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs;

/** A job that this node has claimed. */
public record LeasedJob(Job job, JobArgs args, Lease lease) {}
