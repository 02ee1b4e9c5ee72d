package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.platform.tracing.Traces;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * Claims, heartbeats and endings. Every write holds only for the lease's token, and only the database's clock counts.
 *
 * <p>Locks are taken in one order, so that transactions wait in line instead of for each other: jobs by number, then
 * whatever a publication touches, then the tracks' positions in the journal.
 */
final class LeaseStore {
    /** Jobs of other kinds were written by a newer release, which looks after them. */
    private static final String[] KINDS =
            Arrays.stream(JobKind.values()).map(JobKind::text).toArray(String[]::new);

    private final Database database;
    private final Journal journal;
    private final Bus bus;
    private final JobEndings endings;
    private final Claims claims;
    private final QueueCounters counters;
    private final Traces traces;
    private final Predicate<JobKind> held;

    LeaseStore(
            Database database,
            Journal journal,
            Bus bus,
            JobEndings endings,
            QueueCounters counters,
            Traces traces,
            Predicate<JobKind> held) {
        this.database = database;
        this.journal = journal;
        this.bus = bus;
        this.endings = endings;
        this.claims = new Claims(database, journal);
        this.counters = counters;
        this.traces = traces;
        this.held = held;
    }

    /** As {@link Claims#claim}, with as many jobs of one owner as there are. */
    Future<List<JobRow>> claim(JobKind kind, String node, int limit, Duration lease) {
        return claims.claim(kind, node, limit, lease, 0);
    }

    Claims claims() {
        return claims;
    }

    /** Whether no jobs of the kind are to be taken now. */
    boolean held(JobKind kind) {
        return held.test(kind);
    }

    QueueCounters counters() {
        return counters;
    }

    Traces traces() {
        return traces;
    }

    /** Renews leases in one statement; a lease that is not in the answer is lost. */
    Future<Heartbeat> heartbeat(Collection<Lease> leases, Duration lease) {
        UUID[] ids = leases.stream().map(held -> held.job().value()).toArray(UUID[]::new);
        Long[] tokens = leases.stream().map(Lease::token).toArray(Long[]::new);
        return database.pool()
                .preparedQuery(LeaseSql.HEARTBEAT)
                .execute(Tuple.of(ids, tokens, lease.toMillis()))
                .map(Heartbeat::of);
    }

    /** Tells the screens how far the work is. */
    void show(Job job) {
        journal.progressed(job);
    }

    /** Writes down how far the work is, if the lease still holds; an old value never replaces a larger one. */
    Future<Void> progress(Lease lease, double percent, String stage) {
        Tuple values = Tuple.of(lease.job().value(), lease.token(), percent, stage);
        return database.pool().preparedQuery(LeaseSql.PROGRESS).execute(values).mapEmpty();
    }

    /**
     * Ends a job well: the fenced row, the opened successors, the publication and the fact in one transaction.
     *
     * <p>Fails with {@link LeaseLostException}, and nothing is written, if the lease no longer holds.
     */
    Future<Job> complete(Lease lease, Publication publication) {
        return database.inTransaction(tx -> fenced(tx, LeaseSql.COMPLETE, lease).compose(row -> openSuccessors(tx, row)
                .compose(opened -> publication.publish(tx))
                .compose(published -> journal.append(tx, JobEventType.COMPLETED, row.job()))
                .onSuccess(told -> counters.over(tx, List.of(row.job())))
                .map(row.job())));
    }

    /**
     * Writes down that an attempt failed: back to the queue if a retry is wanted and attempts are left, else the end.
     *
     * @param retryDelay when to try again; empty if that makes no sense
     */
    Future<Job> fail(Lease lease, Failure failure, Optional<Duration> retryDelay) {
        return database.inTransaction(
                tx -> fenced(tx, LeaseSql.LOCK, lease).compose(row -> unsuccessful(tx, row, failure, retryDelay)));
    }

    private Future<Job> unsuccessful(Tx tx, JobRow row, Failure failure, Optional<Duration> retryDelay) {
        if (row.cancelRequested()) {
            return endings.cancel(tx, row.job().id(), cancelled());
        }
        return retryDelay.isPresent() && row.attemptsLeft()
                ? requeue(tx, row, retryDelay.get(), failure)
                : endings.fail(tx, row.job().id(), failure);
    }

    /** Ends a running job as cancelled. */
    Future<Job> cancelled(Lease lease) {
        return database.inTransaction(
                tx -> fenced(tx, LeaseSql.LOCK, lease).compose(row -> endings.cancel(tx, lease.job(), cancelled())));
    }

    /** Gives a job back unharmed: the attempt does not count. */
    Future<Job> release(Lease lease) {
        return database.inTransaction(tx -> fenced(tx, LeaseSql.LOCK, lease).compose(row -> {
            if (row.cancelRequested()) {
                return endings.cancel(tx, lease.job(), cancelled());
            }
            return queuedAgain(
                    tx,
                    "released",
                    tx.connection()
                            .preparedQuery(LeaseSql.RELEASE)
                            .execute(Tuple.of(lease.job().value())));
        }));
    }

    /**
     * Puts a job off: the attempt does not count. If the job was put off for too long already, it does, and the next try
     * is as far away.
     */
    Future<Job> snooze(Lease lease, Duration delay, Failure failure) {
        return database.inTransaction(tx -> fenced(tx, LeaseSql.LOCK, lease).compose(row -> {
            if (row.snoozedMillis() + delay.toMillis() > SnoozeException.LONGEST.toMillis()) {
                return unsuccessful(tx, row, failure, Optional.of(delay));
            }
            if (row.cancelRequested()) {
                return endings.cancel(tx, lease.job(), cancelled());
            }
            return queuedAgain(
                    tx,
                    "snoozed",
                    tx.connection().preparedQuery(LeaseSql.SNOOZE).execute(values(row, delay, failure)));
        }));
    }

    /** Puts a job aside until {@link JobStore#unpark}, together with its note. */
    Future<Job> park(Lease lease, ParkedException parked) {
        return database.inTransaction(tx -> fenced(tx, LeaseSql.LOCK, lease).compose(row -> {
            if (row.cancelRequested()) {
                return endings.cancel(tx, lease.job(), cancelled());
            }
            Failure why = parked.failure();
            Tuple values = Tuple.of(row.job().id().value(), why.code().text(), why.message(), parked.stage());
            return parked.note()
                    .publish(tx)
                    .compose(noted -> queuedAgain(
                            tx,
                            "parked",
                            tx.connection().preparedQuery(LeaseSql.PARK).execute(values)));
        }));
    }

    /**
     * Takes one job, if there is one, from a worker that no longer renews its lease.
     *
     * @return the job after the rescue
     */
    Future<Optional<Job>> rescue() {
        return database.inTransaction(tx -> tx.connection()
                .preparedQuery(LeaseSql.LOCK_EXPIRED)
                .execute(Tuple.of((Object) KINDS))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : rescue(tx, JobRow.all(rows).get(0)).map(Optional::of)));
    }

    /** One lost worker is bad luck and the job goes on at once; a job that loses several may be what kills them. */
    private Future<Job> rescue(Tx tx, JobRow row) {
        Failure lost = new Failure(ErrorCode.WORKER_LOST, ErrorCode.WORKER_LOST.sentence());
        Job job = row.job();
        Duration delay = job.attempt() <= 1
                ? Duration.ZERO
                : RetryPolicy.of(job.kind())
                        .delayAfter(
                                job.attempt() - 1, ThreadLocalRandom.current().nextDouble());
        return unsuccessful(tx, row, lost, Optional.of(delay));
    }

    private Future<Job> requeue(Tx tx, JobRow row, Duration delay, Failure failure) {
        return queuedAgain(
                tx, "retried", tx.connection().preparedQuery(LeaseSql.REQUEUE).execute(values(row, delay, failure)));
    }

    private static Tuple values(JobRow row, Duration delay, Failure failure) {
        return Tuple.of(row.job().id().value(), delay.toMillis(), failure.code().text(), failure.message());
    }

    private Future<Job> queuedAgain(Tx tx, String reason, Future<RowSet<Row>> update) {
        return update.map(JobRow::all).compose(rows -> {
            WorkHints.publishAfterCommit(tx, bus, rows);
            Job job = rows.get(0).job();
            counters.requeued(tx, job, reason);
            return journal.append(tx, JobEventType.UPDATED, job).map(job);
        });
    }

    private Future<?> openSuccessors(Tx tx, JobRow row) {
        return tx.connection()
                .preparedQuery(LeaseSql.OPEN_SUCCESSORS)
                .execute(Tuple.of(row.job().id().value()))
                .map(JobRow::all)
                .onSuccess(opened -> WorkHints.publishAfterCommit(tx, bus, opened));
    }

    /** Runs a statement that matches the lease's row only while the lease holds. */
    private static Future<JobRow> fenced(Tx tx, String sql, Lease lease) {
        return tx.connection()
                .preparedQuery(sql)
                .execute(Tuple.of(lease.job().value(), lease.token()))
                .compose(rows -> rows.size() == 0
                        ? Future.failedFuture(new LeaseLostException(lease))
                        : Future.succeededFuture(JobRow.all(rows).get(0)));
    }

    private static Failure cancelled() {
        return new Failure(ErrorCode.CANCELLED, "Cancelled.");
    }
}
