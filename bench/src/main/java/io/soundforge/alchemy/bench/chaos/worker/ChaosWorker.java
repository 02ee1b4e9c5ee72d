package io.soundforge.alchemy.bench.chaos.worker;

import io.soundforge.alchemy.contracts.job.JobArgs;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobArgs.ResolveLink;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.events.EventCarrier;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.platform.jobs.JobRunner;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A worker as a process of its own: the real runners of two kinds, a pool of connections and a carrier. It tells its
 * deeds on standard output, ends politely on SIGTERM, and at once when whoever started it is gone.
 */
public final class ChaosWorker {
    private static final int CONNECTIONS = 6;
    private static final long PATIENCE_SECONDS = 60;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final Database database;
    private final EventCarrier carrier;
    private final List<JobRunner> runners;

    private ChaosWorker(WorkerSettings settings) {
        database = new Database(vertx, new DatabaseConfig(settings.databaseUri(), CONNECTIONS));
        carrier = new EventCarrier(vertx, settings.redisUri());
        Bus bus = new Bus(vertx);
        JobStore jobs = new JobStore(database, new Journal(database, carrier), bus);
        Doer doer = new Doer(vertx, settings.name());
        runners = List.of(
                runner(jobs, bus, JobKind.RESOLVE, ResolveLink.class, settings, doer),
                runner(jobs, bus, JobKind.DOWNLOAD, DownloadAudio.class, settings, doer));
    }

    private <A extends JobArgs> JobRunner runner(
            JobStore jobs, Bus bus, JobKind kind, Class<A> type, WorkerSettings settings, Doer doer) {
        return new JobRunner(
                vertx, jobs, bus, kind, type, settings.runner(), (run, args) -> doer.perform(run, Deed.of(args)));
    }

    /** The arguments are those of {@link WorkerSettings#arguments}. */
    public static void main(String[] arguments) throws Exception {
        endWithStarter();
        ChaosWorker worker = new ChaosWorker(WorkerSettings.of(arguments));
        for (JobRunner runner : worker.runners) {
            await(runner.start());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(worker::stop, "stop"));
        System.out.println("ready " + Instant.now());
    }

    private void stop() {
        try {
            await(Future.join(runners.stream().map(runner -> runner.stop(GRACE)).toList()));
            await(carrier.close());
            await(database.close());
            System.out.println("stopped");
        } catch (TimeoutException e) {
            System.out.println("not stopped in time");
        }
    }

    /** Nothing is ever written to us: what we read is the end. */
    private static void endWithStarter() {
        Thread guard = new Thread(
                () -> {
                    try {
                        System.in.transferTo(java.io.OutputStream.nullOutputStream());
                    } catch (IOException alsoTheEnd) {
                        System.err.println(alsoTheEnd.getMessage());
                    }
                    Runtime.getRuntime().halt(1);
                },
                "starter");
        guard.setDaemon(true);
        guard.start();
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
