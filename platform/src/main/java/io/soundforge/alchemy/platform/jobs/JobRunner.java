package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.CancelRequested;
import io.soundforge.alchemy.contracts.job.JobArgs;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.WorkAvailable;
import io.soundforge.alchemy.platform.bus.Bus;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims jobs of one kind, runs them, keeps their leases alive and writes down how they end. Looks for work when told
 * that there is some, when a slot becomes free, and every poll interval.
 */
public final class JobRunner {
    /** How long a stop waits for handlers to come to an end. */
    public static final Duration GRACE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

    private final Vertx vertx;
    private final LeaseStore leases;
    private final Bus bus;
    private final JobKind kind;
    private final RunnerConfig config;
    private final ArgsReader reader;

    // Confined to the context on which start() was called.
    private final RunningAttempts attempts = new RunningAttempts();
    private final Rescuer rescuer;
    private final LeaseKeeper keeper;
    private @Nullable Workplace workplace;
    private Future<Void> claiming = Future.succeededFuture();
    private boolean claimAgain;
    private boolean claimsFail;
    private boolean stopping;
    private long pollTimer;
    private long heartbeatTimer;

    public <A extends JobArgs> JobRunner(
            Vertx vertx,
            JobStore store,
            Bus bus,
            JobKind kind,
            Class<A> argsType,
            RunnerConfig config,
            JobHandler<A> handler) {
        this.vertx = vertx;
        this.leases = store.leases();
        this.bus = bus;
        this.kind = kind;
        this.config = config;
        this.reader = row -> {
            A args = argsType.cast(JobArgsJson.read(kind, row.argsJson()));
            return run -> handler.run(run, args);
        };
        this.rescuer = new Rescuer(vertx, leases, config.lease());
        this.keeper = new LeaseKeeper(leases, config.lease(), attempts.all());
    }

    /** Starts looking for work, once; the future completes when hints are heard, too. */
    public Future<Void> start() {
        Context context = vertx.getOrCreateContext();
        Workplace place = new Workplace(vertx, context, leases, config.retry(), config.limitsOf(kind));
        workplace = place;
        return onContext(place, () -> Future.all(
                        bus.listen(WorkAvailable.WORK_AVAILABLE, this::hear),
                        bus.listen(CancelRequested.CANCEL_REQUESTED, this::hear))
                .onSuccess(heard -> begin())
                .mapEmpty());
    }

    /** Claims no more, stops what runs, gives it back without burning an attempt. */
    public Future<Void> stop() {
        return stop(GRACE);
    }

    /**
     * Claims no more, stops what runs, gives it back without burning an attempt.
     *
     * @param grace how long to wait for handlers to come to an end before their jobs are given back without them
     */
    public Future<Void> stop(Duration grace) {
        Workplace place = workplace;
        return place == null ? Future.succeededFuture() : onContext(place, () -> stopOnContext(grace));
    }

    private void begin() {
        if (stopping) {
            return;
        }
        pollTimer = vertx.setPeriodic(millis(config.poll()), timer -> look());
        heartbeatTimer = vertx.setPeriodic(millis(config.lease().dividedBy(3)), timer -> keeper.beat());
        rescuer.start();
        claimMore();
    }

    private void look() {
        attempts.watch();
        claimMore();
    }

    private void hear(WorkAvailable hint) {
        if (hint.kind() == kind) {
            claimMore();
        }
    }

    private void hear(CancelRequested hint) {
        attempts.cancel(hint.job());
    }

    private void claimMore() {
        int free = config.slots() - attempts.size();
        if (stopping || free <= 0 || leases.held(kind)) {
            return;
        }
        if (!claiming.isComplete()) {
            claimAgain = true;
            return;
        }
        claimAgain = false;
        long askedAt = System.nanoTime();
        claiming = leases.claims()
                .claim(kind, config.node(), free, config.lease(), config.mostPerOwner())
                .compose(rows -> stopping ? releaseAll(rows) : claimed(rows, askedAt))
                .onFailure(this::notClaimed);
        claiming.onSuccess(done -> vertx.runOnContext(next -> claimIfAsked()));
    }

    private void claimIfAsked() {
        if (claimAgain) {
            claimMore();
        }
    }

    private Future<Void> claimed(List<JobRow> rows, long askedAt) {
        claimsFail = false;
        leases.counters().claimed(kind, rows.size(), System.nanoTime() - askedAt);
        rows.forEach(row -> begin(row, askedAt + config.lease().toNanos()));
        return Future.succeededFuture();
    }

    private Future<Void> releaseAll(List<JobRow> rows) {
        return Future.join(rows.stream().map(row -> leases.release(row.lease())).toList())
                .mapEmpty();
    }

    private void notClaimed(Throwable error) {
        if (!claimsFail) {
            claimsFail = true;
            log.atWarn()
                    .addKeyValue("kind", kind.text())
                    .addKeyValue("reason", error.getMessage())
                    .log("no jobs can be claimed now");
        }
    }

    private void begin(JobRow row, long heldUntilNanos) {
        Workplace place = Objects.requireNonNull(workplace);
        JobHandlerCall call;
        try {
            call = reader.read(row);
        } catch (IllegalArgumentException | ClassCastException e) {
            refuse(row, e);
            return;
        }
        Attempt attempt = new Attempt(place, row, heldUntilNanos);
        attempts.add(attempt);
        attempt.ended().onComplete(done -> vertx.runOnContext(back -> leave(attempt)));
        attempt.start(call);
    }

    /** Arguments that this release cannot read will not get better by trying again. */
    private void refuse(JobRow row, RuntimeException error) {
        log.atError().addKeyValue("jobId", row.job().id()).setCause(error).log("a job's arguments cannot be read");
        Failure failure = new Failure(ErrorCode.INTERNAL, "The job's arguments cannot be read.");
        leases.fail(row.lease(), failure, Optional.empty())
                .onFailure(e -> log.atWarn().setCause(e).log("a refused job will come back"));
    }

    private void leave(Attempt attempt) {
        attempts.remove(attempt);
        claimMore();
    }

    private Future<Void> stopOnContext(Duration grace) {
        stopping = true;
        rescuer.stop();
        vertx.cancelTimer(pollTimer);
        return claiming.otherwiseEmpty()
                .compose(quiet -> attempts.shutDown(vertx, grace))
                .onComplete(done -> vertx.cancelTimer(heartbeatTimer));
    }

    private static <T> Future<T> onContext(Workplace place, Supplier<Future<T>> action) {
        Promise<T> result = Promise.promise();
        place.context().runOnContext(there -> action.get().onComplete(result));
        return result.future();
    }

    private static long millis(Duration duration) {
        return Math.max(1, duration.toMillis());
    }

    /** Turns a row into a call of the handler; throws if the arguments are not of its type. */
    @FunctionalInterface
    private interface ArgsReader {
        JobHandlerCall read(JobRow row);
    }
}
