package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import java.util.List;
import java.util.Set;

/**
 * What became of a plan whose work must not be live twice.
 *
 * @param jobs one for each step, in the plan's order
 * @param fresh those of them that were added now; the others were live already
 */
public record Submitted(List<Job> jobs, Set<JobId> fresh) {
    public Submitted {
        jobs = List.copyOf(jobs);
        fresh = Set.copyOf(fresh);
    }

    /** Whether nothing had to be added. */
    public boolean liveAlready() {
        return fresh.isEmpty();
    }
}
