package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.JobKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a node works on one kind of job.
 *
 * @param node names this process in leases
 * @param slots jobs of the kind at once on this node
 * @param poll how often to look for work without a hint
 * @param lease how long a claim lasts without a heartbeat
 * @param retry when to try again
 * @param limits how long an attempt may take; null for {@link JobLimits#of(io.soundforge.alchemy.contracts.job.JobKind)}
 * @param mostPerOwner jobs of the kind that one owner may have running over all nodes; 0 for any number
 */
public record RunnerConfig(
        String node,
        int slots,
        Duration poll,
        Duration lease,
        RetryPolicy retry,
        @Nullable JobLimits limits,
        int mostPerOwner) {
    public RunnerConfig(String node, int slots, Duration poll, Duration lease, RetryPolicy retry) {
        this(node, slots, poll, lease, retry, null, 0);
    }

    public static RunnerConfig of(String node, int slots, RetryPolicy retry) {
        return new RunnerConfig(node, slots, Duration.ofSeconds(1), Duration.ofSeconds(30), retry);
    }

    /** The same with other limits. */
    public RunnerConfig within(JobLimits newLimits) {
        return new RunnerConfig(node, slots, poll, lease, retry, newLimits, mostPerOwner);
    }

    /** The same with at most so many jobs of one owner at once; 0 for any number. */
    public RunnerConfig perOwner(int most) {
        return new RunnerConfig(node, slots, poll, lease, retry, limits, most);
    }

    JobLimits limitsOf(JobKind kind) {
        return limits == null ? JobLimits.of(kind) : limits;
    }
}
