package io.soundforge.alchemy.bench.chaos.worker;

import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import java.time.Duration;
import java.util.List;

/**
 * What a worker process is told on its command line.
 *
 * @param slots jobs of each kind at once
 */
public record WorkerSettings(
        String name, String databaseUri, String redisUri, int slots, Duration poll, Duration lease) {
    private static final RetryPolicy SOON =
            RetryPolicy.attempts(100).startingAt(Duration.ofMillis(50)).upTo(Duration.ofMillis(200));

    List<String> arguments() {
        return List.of(
                name,
                databaseUri,
                redisUri,
                Integer.toString(slots),
                Long.toString(poll.toMillis()),
                Long.toString(lease.toMillis()));
    }

    static WorkerSettings of(String[] arguments) {
        return new WorkerSettings(
                arguments[0],
                arguments[1],
                arguments[2],
                Integer.parseInt(arguments[3]),
                Duration.ofMillis(Long.parseLong(arguments[4])),
                Duration.ofMillis(Long.parseLong(arguments[5])));
    }

    RunnerConfig runner() {
        return new RunnerConfig(name, slots, poll, lease, SOON);
    }
}
