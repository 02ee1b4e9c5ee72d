package io.soundforge.alchemy.platform.jobs;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens to jobs in this process. May be used from any thread. */
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

    void claimed(int jobs, long nanos) {
        claimed.add(jobs);
        double micros = Math.max(1, TimeUnit.NANOSECONDS.toMicros(nanos));
        claimMicros.incrementAndGet((int) Math.min(BUCKETS - 1, Math.ceil(STEPS * Math.log(micros) / Math.log(2))));
    }

    void completed() {
        completed.increment();
    }

    void ended(Ending ending) {
        switch (ending) {
            case RETRY, FAIL -> failed.increment();
            case SNOOZE -> snoozed.increment();
            case DROP -> leasesLost.increment();
            case CANCEL, RELEASE, PARK -> {
                // Nobody's fault.
            }
        }
    }

    void timedOut() {
        timedOut.increment();
    }

    void rescued() {
        rescued.increment();
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
