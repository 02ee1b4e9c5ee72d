package io.soundforge.alchemy.bench.queue;

import io.soundforge.alchemy.launcher.embedded.EmbeddedPostgres;
import io.soundforge.alchemy.launcher.embedded.EmbeddedRedis;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.database.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/queue}: enqueues, claims, completions and pick-up on a real PostgreSQL that writes to the disk. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = "Speed of the job queue on an embedded PostgreSQL with fsync and synchronous_commit on.")
public final class QueueBench implements Callable<Integer> {
    private static final int CONNECTIONS = 10;

    @Option(names = "--jobs", defaultValue = "4000", description = "Jobs per measurement (default ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(
            names = "--finished",
            defaultValue = "100000",
            description = "Finished rows for the second half (default ${DEFAULT-VALUE}).")
    private int finished;

    @Option(names = "--nodes", defaultValue = "8", description = "Runners (default ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--slots",
            defaultValue = "50",
            description = "Jobs of a runner at once (default ${DEFAULT-VALUE}).")
    private int slots;

    @Option(names = "--folder", description = "Where the database lies; a temporary folder if not given.")
    private @Nullable Path folder;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new QueueBench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path home = folder == null ? Files.createTempDirectory("alchemy-queue") : folder;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home.resolve("postgres"), home);
                EmbeddedRedis redis = EmbeddedRedis.start(home.resolve("redis"), home);
                QueueUnderTest queue = connect(postgres, redis)) {
            measure(queue, "empty table");
            queue.addFinished(finished);
            measure(queue, finished + " finished rows");
        }
        return 0;
    }

    private static QueueUnderTest connect(EmbeddedPostgres postgres, EmbeddedRedis redis) {
        DatabaseConfig config = new DatabaseConfig(postgres.uri(), CONNECTIONS);
        Migrations.migrate(config);
        return new QueueUnderTest(config, redis.uri());
    }

    private void measure(QueueUnderTest queue, String table) {
        System.out.println("— " + table);
        print("enqueues, a transaction each", "%.0f/s", queue.enqueueSingly(jobs));
        print("enqueues, 100 to a transaction", "%.0f/s", queue.enqueueInBatches(jobs));
        QueueUnderTest.Burn burn = queue.burn(2 * jobs, nodes, slots);
        print("claims, " + nodes + " runners with " + slots + " free slots", "%.0f/s", burn.claimsPerSecond());
        print("claim to completion, nothing in between", "%.0f/s", burn.completionsPerSecond());
        print("claim p99 beside those completions", "%.1f ms", burn.claimSlowMillis());
        QueueUnderTest.Burn alone = queue.burn(400, 1, 1);
        print("claim of one job p50, nobody beside it", "%.1f ms", alone.claimMedianMillis());
        print("claim of one job p99, nobody beside it", "%.1f ms", alone.claimSlowMillis());
        double[] pickUps = queue.pickUps(300);
        print("pick-up p50", "%.1f ms", pickUps[pickUps.length / 2]);
        print("pick-up p99", "%.1f ms", pickUps[pickUps.length * 99 / 100]);
    }

    private static void print(String what, String format, double figure) {
        System.out.printf(Locale.ROOT, "%-48s %s%n", what, String.format(Locale.ROOT, format, figure));
    }
}
