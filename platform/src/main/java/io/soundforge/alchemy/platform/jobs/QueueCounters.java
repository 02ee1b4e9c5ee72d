package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.figures.Figure;
import io.soundforge.alchemy.platform.figures.Figures;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what happens to jobs in this process, once each: what a transaction changes, after its commit. May be used from
 * any thread.
 */
final class QueueCounters {
    /** Eight to a doubling: a bound is at most nine percent above the truth. */
    private static final int STEPS = 8;

    private static final int BUCKETS = 32 * STEPS;

    private final AtomicLongArray claimMicros = new AtomicLongArray(BUCKETS);
    private final LongAdder claimed = new LongAdder();
    private final LongAdder completed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder snoozed = new LongAdder();
    private final LongAdder rescued = new LongAdder();
    private final LongAdder leasesLost = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    private final Figures collector;

    QueueCounters(Figures collector) {
        this.collector = collector;
    }

    Figures collector() {
        return collector;
    }

    void enqueued(Tx tx, Collection<Job> jobs) {
        tx.afterCommit(() -> jobs.forEach(
                job -> collector.count(Figure.JOBS_ENQUEUED, job.kind().text())));
    }

    /** @param jobs in the state that they ended in */
    void over(Tx tx, Collection<Job> jobs) {
        tx.afterCommit(() -> jobs.forEach(job -> collector.count(
                Figure.JOBS_ENDED, job.kind().text(), job.state().text(), codeOf(job))));
    }

    /** @param reason {@code retried}, {@code snoozed}, {@code released} or {@code reopened} */
    void requeued(Tx tx, Job job, String reason) {
        tx.afterCommit(() -> collector.count(Figure.JOBS_REQUEUED, job.kind().text(), reason, codeOf(job)));
    }

    private static String codeOf(Job job) {
        Failure error = job.error();
        return error == null ? "none" : error.code().text();
    }

    void claimed(JobKind kind, int jobs, long nanos) {
        collector.add(Figure.JOBS_CLAIMED, jobs, kind.text());
        collector.took(Figure.CLAIM_TIME, nanos, kind.text());
        claimed.add(jobs);
        double micros = Math.max(1, TimeUnit.NANOSECONDS.toMicros(nanos));
        claimMicros.incrementAndGet((int) Math.min(BUCKETS - 1, Math.ceil(STEPS * Math.log(micros) / Math.log(2))));
    }

    /** @param audio how long the audio was that the attempt worked on; zero for none */
    void completed(JobKind kind, long nanos, Duration audio) {
        completed.increment();
        collector.took(Figure.ATTEMPT_TIME, nanos, kind.text(), "completed");
        collector.add(Figure.AUDIO_SECONDS, audio.toMillis() / 1000.0, kind.text());
    }

    void ended(JobKind kind, Ending ending, long nanos) {
        collector.took(Figure.ATTEMPT_TIME, nanos, kind.text(), ending.name().toLowerCase(Locale.ROOT));
        if (ending == Ending.DROP) {
            collector.count(Figure.LEASES_LOST, kind.text());
        }
        switch (ending) {
            case RETRY, FAIL -> failed.increment();
            case SNOOZE -> snoozed.increment();
            case DROP -> leasesLost.increment();
            case CANCEL, RELEASE, PARK -> {
                // Nobody's fault.
            }
        }
    }

    void timedOut(JobKind kind) {
        timedOut.increment();
        collector.count(Figure.ATTEMPTS_OVERDUE, kind.text());
    }

    void rescued(JobKind kind) {
        rescued.increment();
        collector.count(Figure.JOBS_RESCUED, kind.text());
    }

    QueueFigures figures() {
        long[] looks = new long[BUCKETS];
        long all = 0;
        for (int i = 0; i < BUCKETS; i++) {
            looks[i] = claimMicros.get(i);
            all += looks[i];
        }
        return new QueueFigures(
                all,
                claimed.sum(),
                quantileMillis(looks, all, 0.5),
                quantileMillis(looks, all, 0.99),
                completed.sum(),
                failed.sum(),
                snoozed.sum(),
                rescued.sum(),
                leasesLost.sum(),
                timedOut.sum());
    }

    private static double quantileMillis(long[] looks, long all, double share) {
        long below = 0;
        for (int i = 0; i < looks.length && all > 0; i++) {
            below += looks[i];
            if (below >= share * all) {
                return Math.pow(2, (double) i / STEPS) / 1000;
            }
        }
        return 0;
    }
}
