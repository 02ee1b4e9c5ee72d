package io.soundforge.alchemy.platform.jobs;

import java.time.Duration;

/**
 * How a node works on one kind of job.
 *
 * @param node names this process in leases
 * @param slots jobs of the kind at once on this node
 * @param poll how often to look for work without a hint
 * @param lease how long a claim lasts without a heartbeat
 * @param retry when to try again
 */
public record RunnerConfig(String node, int slots, Duration poll, Duration lease, RetryPolicy retry) {
    public static RunnerConfig of(String node, int slots, RetryPolicy retry) {
        return new RunnerConfig(node, slots, Duration.ofSeconds(1), Duration.ofSeconds(30), retry);
    }
}
