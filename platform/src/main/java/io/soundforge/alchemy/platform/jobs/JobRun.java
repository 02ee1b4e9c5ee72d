package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.figures.Figures;
import io.soundforge.alchemy.platform.tracing.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at a job, as its handler sees it. All methods may be called from any thread. */
public final class JobRun {
    private static final Logger log = LoggerFactory.getLogger(JobRun.class);

    private final Job job;
    private final String attemptName;
    private final BiConsumer<Double, String> onProgress;
    private final List<Runnable> stopActions = new ArrayList<>();
    private final Figures figures;
    private final StageClock stages;
    private final long startNanos = System.nanoTime();
    private volatile @Nullable StopReason stopReason;
    private volatile long heardNanos = startNanos;
    private volatile long stopNanos;
    private volatile Duration audioLength = Duration.ZERO;
    private double furthest;

    /** @param onProgress gets percent, never decreasing, and stage; called from any thread, not throttled */
    JobRun(Job job, String attemptName, BiConsumer<Double, String> onProgress) {
        this(job, attemptName, onProgress, Figures.NONE, Span.NONE);
    }

    JobRun(Job job, String attemptName, BiConsumer<Double, String> onProgress, Figures figures, Span span) {
        this.job = job;
        this.attemptName = attemptName;
        this.onProgress = onProgress;
        this.figures = figures;
        this.stages = new StageClock(figures, span, job.kind());
    }

    /** Where the handler counts what it does. */
    public Figures figures() {
        return figures;
    }

    public Job job() {
        return job;
    }

    public TrackId track() {
        return job.track();
    }

    /** Unique per attempt, safe as a folder name: outputs of a fenced attempt never meet those of its successor. */
    public String attemptName() {
        return attemptName;
    }

    /**
     * Tells the world how far the work is; throttled here.
     *
     * @param percent 0 to 100; a smaller value than before is ignored
     * @throws java.util.concurrent.CancellationException if the attempt must stop: the job was cancelled, the lease was
     *     lost, the attempt took too long, or the node is shutting down
     */
    public void progress(double percent, String stage) {
        StopReason reason = stopReason;
        if (reason != null) {
            throw new CancellationException("the attempt must stop: " + reason);
        }
        heardNanos = System.nanoTime();
        stages.enter(stage, heardNanos);
        onProgress.accept(advanceTo(percent), stage);
    }

    /** Says how long the audio is that the work is on: the time that an attempt may take grows with it. */
    public void audioLength(Duration length) {
        audioLength = length;
    }

    Duration audioLength() {
        return audioLength;
    }

    /** The handler has come to its end; how many nanoseconds it took. */
    long over() {
        long now = System.nanoTime();
        stages.over(now);
        return now - startNanos;
    }

    /** Whether the attempt must stop. */
    public boolean stopping() {
        return stopReason != null;
    }

    /**
     * Runs blocking work in the calling thread, which is interrupted when the attempt must stop: programs that
     * run on its behalf are killed then. Not for work that shares files or channels with others.
     */
    public <T> T interruptibly(Callable<T> work) throws Exception {
        Interruption interruption = new Interruption(Thread.currentThread());
        onStop(interruption::interrupt);
        try {
            return work.call();
        } finally {
            interruption.over();
        }
    }

    /** Runs once when the attempt must stop, at once if it already must. */
    public void onStop(Runnable action) {
        synchronized (this) {
            if (stopReason == null) {
                stopActions.add(action);
                return;
            }
        }
        guarded(action);
    }

    /** The first reason stays. */
    void stop(StopReason reason) {
        List<Runnable> actions;
        synchronized (this) {
            if (stopReason != null) {
                return;
            }
            stopNanos = System.nanoTime();
            stopReason = reason;
            actions = List.copyOf(stopActions);
            stopActions.clear();
        }
        actions.forEach(JobRun::guarded);
    }

    /** Tells the attempt to stop if it has exceeded its limits; whether that was done now. */
    boolean watch(JobLimits limits) {
        long now = System.nanoTime();
        Optional<StopReason> exceeded =
                limits.exceeded(Duration.ofNanos(now - startNanos), Duration.ofNanos(now - heardNanos), audioLength);
        if (exceeded.isEmpty() || stopping()) {
            return false;
        }
        stop(exceeded.get());
        return true;
    }

    /** How long ago the attempt was told to stop; zero if it was not. */
    Duration stoppingFor() {
        return stopReason == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - stopNanos);
    }

    @Nullable StopReason stopReason() {
        return stopReason;
    }

    private synchronized double advanceTo(double percent) {
        // NaN compares as false and changes nothing.
        if (percent > furthest) {
            furthest = Math.min(100, percent);
        }
        return furthest;
    }

    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("an attempt's stop action failed");
        }
    }

    /** Interrupts a thread while it does certain work, and never after. */
    private static final class Interruption {
        private final Thread thread;
        private boolean over;

        Interruption(Thread thread) {
            this.thread = thread;
        }

        synchronized void interrupt() {
            if (!over) {
                thread.interrupt();
            }
        }

        /** The thread goes back to its pool; what was meant for this work must not meet the next. */
        synchronized void over() {
            over = true;
            Thread.interrupted();
        }
    }
}
