package io.soundforge.alchemy.bench.chaos;

import io.soundforge.alchemy.bench.chaos.worker.Deed;
import io.soundforge.alchemy.bench.chaos.worker.WorkerProcess;
import io.soundforge.alchemy.bench.chaos.worker.WorkerSettings;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.database.Migrations;
import io.soundforge.alchemy.platform.events.EventCarrier;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Where a scenario takes place: the servers, the bench's own connections to them, and the workers it has started. */
public final class Arena implements AutoCloseable {
    /** Short, so that a scenario need not wait long for the end of one. */
    public static final Duration SHORT_LEASE = Duration.ofSeconds(3);

    /** That of a server, which a process that starves on a busy machine does not lose either. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int CONNECTIONS = 16;
    private static final long PATIENCE_SECONDS = 120;
    private static final long LOOK_MILLIS = 20;

    private final Servers servers;
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Database database;
    private final EventCarrier carrier;
    private final Journal journal;
    private final JobStore jobs;
    private final Ledger ledger;
    private final long seed;
    private Random random;
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final List<JobId> accepted = new ArrayList<>();

    /** Starts the servers in an empty folder. */
    Arena(Path folder, long seed) {
        servers = new Servers(folder);
        DatabaseConfig config = new DatabaseConfig(servers.databaseUri(), CONNECTIONS);
        Migrations.migrate(config);
        database = new Database(vertx, config);
        carrier = new EventCarrier(vertx, servers.redisUri());
        journal = new Journal(database, carrier);
        jobs = new JobStore(database, journal, bus);
        ledger = new Ledger(vertx, database);
        this.seed = seed;
        random = new Random(seed);
        ledger.open();
    }

    public Vertx vertx() {
        return vertx;
    }

    public Bus bus() {
        return bus;
    }

    public Database database() {
        return database;
    }

    public EventCarrier carrier() {
        return carrier;
    }

    public Journal journal() {
        return journal;
    }

    public JobStore jobs() {
        return jobs;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** The same numbers for the same seed and scenario. */
    public Random random() {
        return random;
    }

    public Servers servers() {
        return servers;
    }

    /** Starts a worker; does not wait for it. */
    public WorkerProcess worker(String name, int slots) {
        return worker(name, slots, SHORT_LEASE);
    }

    public WorkerProcess worker(String name, int slots, Duration lease) {
        return worker(name, slots, POLL, lease, Map.of());
    }

    public WorkerProcess worker(
            String name, int slots, Duration poll, Duration lease, Map<String, String> environment) {
        WorkerSettings settings =
                new WorkerSettings(name, servers.databaseUri(), servers.redisUri(), slots, poll, lease);
        WorkerProcess worker = WorkerProcess.start(settings, environment);
        workers.add(worker);
        return worker;
    }

    /** Starts so many workers and waits until all look for work. */
    public List<WorkerProcess> workers(int count, int slots, Duration lease) {
        List<WorkerProcess> started = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            started.add(worker("worker-" + i, slots, lease));
        }
        started.forEach(WorkerProcess::awaitReady);
        return started;
    }

    /**
     * How many attempts of all workers so far were told to stop, or not let publish, though their workers lived: on a
     * machine so busy that a heartbeat comes late, that is right and no fault.
     */
    public long attemptsGivenUp() {
        return workers.stream()
                .flatMap(worker ->
                        Stream.concat(worker.told("told to stop").stream(), worker.told("withdrawn").stream()))
                .distinct()
                .count();
    }

    /** What was acknowledged so far, in the order of the submits. */
    public List<JobId> accepted() {
        return List.copyOf(accepted);
    }

    /** Submits a plan for a track of its own. */
    public List<Job> submit(JobPlan plan) {
        return submit(OwnerId.LOCAL, plan);
    }

    public List<Job> submit(OwnerId owner, JobPlan plan) {
        TrackId track = TrackId.random();
        List<Job> added = await(database.inTransaction(tx -> jobs.submit(tx, owner, track, plan)));
        added.forEach(job -> accepted.add(job.id()));
        return added;
    }

    /** Submits one job. */
    public Job submit(Deed deed) {
        return submit(new JobPlan(List.of(new Step("deed", deed.resolve(), Set.of()))))
                .get(0);
    }

    /** The scenario has added jobs in its own way. */
    public void acknowledged(JobId job) {
        accepted.add(job);
    }

    /** The answer of the platform, waited for by this thread. */
    public <T> T await(Future<T> future) {
        try {
            return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer within " + PATIENCE_SECONDS + " s", e);
        }
    }

    /** Waits for a while. */
    public void rest(long millis) {
        await(vertx.timer(Math.max(1, millis), TimeUnit.MILLISECONDS));
    }

    /**
     * Looks again and again until the condition holds.
     *
     * @return whether it came to hold within the limit
     */
    public boolean until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            rest(LOOK_MILLIS);
        }
        return true;
    }

    /** Ends all workers and empties the tables. */
    void clear() {
        workers.forEach(WorkerProcess::close);
        workers.clear();
        accepted.clear();
        ledger.clear();
        random = new Random(seed);
    }

    @Override
    public void close() {
        workers.forEach(WorkerProcess::close);
        await(carrier.close());
        await(database.close());
        await(vertx.close());
        servers.close();
    }
}
