package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.platform.tracing.Span;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One attempt from its claim to its last row. Confined to the runner's context. */
final class Attempt {
    /** How long a handler has to come to an end. After that the job goes on elsewhere; its slot stays taken. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Workplace work;
    private final Job job;
    private final Lease lease;
    private final JobRun run;
    private final ProgressRelay relay;
    private final JobLog log;
    private final Span span;
    private final Promise<Void> ended = Promise.promise();
    private long heldUntilNanos;
    private long tookNanos;
    private boolean settling;

    Attempt(Workplace work, JobRow row, long heldUntilNanos) {
        this.work = work;
        this.job = row.job();
        this.lease = row.lease();
        this.heldUntilNanos = heldUntilNanos;
        this.relay = new ProgressRelay(work.vertx(), work.context(), job, this::show, this::note);
        this.span = AttemptSpan.begin(work.leases().traces(), row);
        this.run = new JobRun(
                job,
                job.id() + "-" + lease.token(),
                relay::offer,
                work.leases().counters().collector(),
                span);
        this.log = new JobLog(row);
    }

    Lease lease() {
        return lease;
    }

    /** Completes, never fails, when nothing of this attempt is left to do. */
    Future<Void> ended() {
        return ended.future();
    }

    void start(JobHandlerCall call) {
        log.started();
        span.within(() -> Future.succeededFuture()
                .compose(start -> call.invoke(run))
                .onComplete((publication, error) -> work.context().runOnContext(back -> settle(publication, error))));
    }

    /** A heartbeat has found the lease in place. */
    void renewed(long newHeldUntilNanos) {
        heldUntilNanos = newHeldUntilNanos;
    }

    /** Whether the lease may have run out, as far as this node's monotonic clock can tell. */
    boolean expired(long nowNanos) {
        return nowNanos - heldUntilNanos > 0;
    }

    void stop(StopReason reason) {
        if (!settling) {
            run.stop(reason);
        }
    }

    /** Stops what has taken too long, and lets go of a job whose handler does not stop. */
    void watch() {
        if (settling) {
            return;
        }
        if (run.watch(work.limits())) {
            work.leases().counters().timedOut(job.kind());
        }
        if (run.stoppingFor().compareTo(PATIENCE) > 0) {
            settling = true;
            relay.close();
            log.deaf();
            tookNanos = run.over();
            unsuccessful(new CancellationException("the handler did not stop"));
        }
    }

    /** Gives the job back although its handler has not come to an end; whatever that writes is refused. */
    Future<Void> abandon() {
        settling = true;
        relay.close();
        tookNanos = run.over();
        return write(new Verdict(Ending.RELEASE, released(), Duration.ZERO), null)
                .eventually(() -> {
                    ended.tryComplete();
                    return ended();
                });
    }

    private static Failure released() {
        return new Failure(ErrorCode.UNAVAILABLE, "The node was shut down.");
    }

    private void settle(@Nullable Publication publication, @Nullable Throwable error) {
        if (settling) {
            withdraw(publication).onComplete(done -> ended.tryComplete());
            return;
        }
        settling = true;
        relay.close();
        tookNanos = run.over();
        Future<Void> written = publication == null ? unsuccessful(causeOf(error)) : successful(publication);
        written.onComplete(done -> ended.tryComplete());
    }

    private static Throwable causeOf(@Nullable Throwable error) {
        return error != null ? error : new IllegalStateException("a handler must give a publication");
    }

    private Future<Void> successful(Publication publication) {
        if (run.stopReason() == StopReason.LEASE_LOST) {
            return unpublished(publication, new LeaseLostException(lease));
        }
        return work.persistently(() -> work.leases().complete(lease, publication))
                .onSuccess(after -> {
                    work.leases().counters().completed(job.kind(), tookNanos, run.audioLength());
                    AttemptSpan.completed(span);
                    log.ended("completed");
                })
                .<Void>mapEmpty()
                .recover(error -> unpublished(publication, error));
    }

    private Future<Void> unpublished(Publication publication, Throwable error) {
        return withdraw(publication).eventually(() -> unsuccessful(error));
    }

    private Future<Void> withdraw(@Nullable Publication publication) {
        if (publication == null) {
            return Future.succeededFuture();
        }
        return Future.succeededFuture()
                .compose(start -> publication.withdrawn())
                .onFailure(log::notWithdrawn)
                .otherwiseEmpty();
    }

    private Future<Void> unsuccessful(Throwable raised) {
        Throwable error = SnoozeException.ifUnserved(raised);
        Verdict verdict = Verdict.of(
                job,
                work.retry(),
                run.stopReason(),
                error,
                ThreadLocalRandom.current().nextDouble());
        if (verdict.ending() == Ending.RETRY || verdict.ending() == Ending.FAIL) {
            log.failed(verdict.failure(), error);
        }
        return write(verdict, error);
    }

    private Future<Void> write(Verdict verdict, @Nullable Throwable error) {
        work.leases().counters().ended(job.kind(), verdict.ending(), tookNanos);
        AttemptSpan.ended(span, verdict);
        if (verdict.ending() == Ending.DROP) {
            log.ended("lease lost");
            return Future.succeededFuture();
        }
        return work.persistently(() -> writeOnce(verdict, error))
                .onSuccess(after -> log.ended(after.state().text()))
                .onFailure(this::notWritten)
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private void notWritten(Throwable error) {
        if (error instanceof LeaseLostException) {
            log.ended("lease lost");
        } else {
            log.notWritten(error);
        }
    }

    private Future<Job> writeOnce(Verdict verdict, @Nullable Throwable error) {
        return switch (verdict.ending()) {
            case RETRY -> work.leases().fail(lease, verdict.failure(), Optional.of(verdict.delay()));
            case FAIL -> work.leases().fail(lease, verdict.failure(), Optional.empty());
            case SNOOZE -> work.leases().snooze(lease, verdict.delay(), verdict.failure());
            case PARK -> work.leases().park(lease, (ParkedException) Objects.requireNonNull(error));
            case CANCEL -> work.leases().cancelled(lease);
            case RELEASE -> work.leases().release(lease);
            case DROP -> Future.succeededFuture(job);
        };
    }

    private boolean speaksForTheJob() {
        return !settling && !run.stopping() && !expired(System.nanoTime());
    }

    private void show(Job news) {
        if (speaksForTheJob()) {
            work.leases().show(news);
        }
    }

    private void note(Job news) {
        if (speaksForTheJob()) {
            work.leases().progress(lease, news.progress(), news.stage()).onFailure(log::progressNotWritten);
        }
    }
}
