package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.JobId;

/**
 * The right to write to a job.
 *
 * @param token grows with every claim; a write with an older one is refused
 */
public record Lease(JobId job, long token) {}
