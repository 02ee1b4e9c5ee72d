package io.soundforge.alchemy.dsp.separation;

import io.soundforge.alchemy.dsp.Progress;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Separates a track of any length with engines that only take segments: the procedure of the Demucs reference (api.py,
 * apply.py), segment by segment and region by region. Memory is a few segments, whatever the length of the track.
 *
 * <p>Equal audio, engines and plan give equal bytes: whoever computed the segments, in whatever order, now or earlier.
 */
public final class SegmentedSeparation {
    /** Others may finish a segment without telling. */
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final SeparationWork work;
    private final SegmentBoard board;
    private final LongSupplier playHead;
    private final StemSink sink;
    private final Progress progress;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final RegionAssembly assembly;
    private @Nullable Throwable failure;
    private double told;
    private int computed;
    private int changes;

    private SegmentedSeparation(SeparationWork work, LongSupplier playHead, StemSink sink, Progress progress) {
        this.work = work;
        this.board = new SegmentBoard(work.plan(), work.stores(), work.space());
        this.assembly = new RegionAssembly(work.plan(), work.stores());
        this.playHead = playHead;
        this.sink = sink;
        this.progress = progress;
    }

    /**
     * What a run took.
     *
     * @param computed segments that this run computed
     * @param reused segments that were there, or that others computed meanwhile
     */
    public record Tally(int computed, int reused) {}

    /**
     * Separates the whole track, or as much of it as the plan says.
     *
     * @param workers threads that compute, 1 or more; each opens engines of its own
     * @param playHead the frame that is wanted first; asked before each segment, by any thread
     * @param sink called by one thread at a time; gets every frame once, those around the play-head first
     * @param progress called by one thread at a time, after each segment
     * @throws SegmentFailure naming the segment that could not be computed or kept
     */
    public static Tally run(SeparationWork work, int workers, LongSupplier playHead, StemSink sink, Progress progress)
            throws IOException {
        if (workers < 1) {
            throw new IllegalArgumentException("expected at least 1 worker; got " + workers);
        }
        if (work.plan().cells() == 0) {
            return new Tally(0, 0);
        }
        return new SegmentedSeparation(work, playHead, sink, progress).run(workers);
    }

    private Tally run(int workers) throws IOException {
        board.survey();
        ExecutorService threads = Executors.newCachedThreadPool(SegmentedSeparation::thread);
        try {
            for (int i = 1; i < workers; i++) {
                threads.execute(this::work);
            }
            work();
        } finally {
            threads.shutdown();
            awaitEnd(threads);
        }
        rethrow();
        return new Tally(computed, Math.max(0, work.plan().tasks() - computed));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "segment-worker");
        thread.setDaemon(true);
        return thread;
    }

    /** An engine cannot be stopped within a segment, so this takes at most one. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What every thread does; the first failure of any ends them all. */
    private void work() {
        try (SegmentWorker worker = new SegmentWorker(work, board)) {
            publish(false);
            while (goesOn()) {
                boolean stepped = worker.step(playHead.getAsLong());
                publish(stepped);
                if (!stepped) {
                    awaitOthers();
                }
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private boolean goesOn() {
        lock.lock();
        try {
            return failure == null && !board.isDone();
        } finally {
            lock.unlock();
        }
    }

    /** Hands on every cell that is ready. */
    private void publish(boolean stepped) throws IOException {
        lock.lock();
        try {
            computed += stepped ? 1 : 0;
            int cells = work.plan().cells();
            int first = work.plan().cellAt(playHead.getAsLong());
            boolean published = false;
            for (int i = 0; failure == null && i < cells; i++) {
                published |= publish((first + i) % cells);
            }
            if (stepped && !published && failure == null) {
                tell();
            }
            if (stepped || published) {
                changes++;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean publish(int cell) throws IOException {
        if (!board.isReady(cell)) {
            return false;
        }
        SegmentTask missing = assembly.read(cell);
        if (missing != null) {
            board.lost(missing);
            return false;
        }
        sink.accept(work.plan().cellStart(cell), assembly.region(), work.plan().cellFrames(cell));
        board.recorded(cell);
        tell();
        return true;
    }

    /** A segment that got lost takes the count back, which nobody wants to see. */
    private void tell() {
        told = Math.max(told, board.progress());
        progress.at(told);
    }

    private void awaitOthers() throws InterruptedException {
        lock.lock();
        try {
            long seen = changes;
            long left = TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS);
            while (failure == null && !board.isDone() && seen == changes && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (failure == null && left <= 0) {
                tell();
            }
        } finally {
            lock.unlock();
        }
    }

    private void fail(Throwable error) {
        lock.lock();
        try {
            if (failure == null) {
                failure = error;
            } else if (failure != error) {
                failure.addSuppressed(error);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void rethrow() throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the separation was interrupted");
        }
    }
}
