package io.soundforge.alchemy.dsp.separation;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Computes one segment after the other, with one engine open at a time. Any number of workers may share a board, and any
 * number of boards the stores. Not thread-safe.
 */
public final class SegmentWorker implements AutoCloseable {
    private final SeparationWork work;
    private final SegmentBoard board;
    private @Nullable SegmentEngine engine;
    private @Nullable SegmentComputation computation;
    private int openMember = -1;

    /** Opens nothing before it finds a segment to compute. */
    public SegmentWorker(SeparationWork work, SegmentBoard board) {
        this.work = work;
        this.board = board;
    }

    /**
     * Computes the next segment and keeps it.
     *
     * @param playHead frame of the track that is wanted first
     * @return whether there was one that nobody has and nobody computes
     * @throws SegmentFailure naming the segment
     */
    public boolean step(long playHead) throws IOException {
        SegmentTask task = board.next(playHead);
        if (task == null) {
            return false;
        }
        try {
            compute(task);
        } catch (CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new SegmentFailure(work.plan(), task, e);
        } finally {
            board.release(task);
        }
        return true;
    }

    private void compute(SegmentTask task) throws IOException {
        PassPlan pass = work.plan().passes().get(task.pass());
        Segment segment = pass.segments().segment(task.index());
        SegmentComputation ready = computationOf(task.pass(), pass.member());
        ready.run(segment, pass.lead());
        float[][] samples = new float[2][segment.length()];
        for (int row : pass.kept()) {
            ready.copyRow(row, segment, samples);
            makeRoom(2L * Float.BYTES * segment.length());
            work.stores().get(task.pass()).save(task.index(), row, samples);
        }
    }

    /** What was handed on goes first; what is still needed stays, even where the budget is smaller than that. */
    private void makeRoom(long bytes) throws IOException {
        boolean dropped = true;
        while (dropped && !work.space().makeRoom(bytes)) {
            dropped = board.dropRecorded();
        }
    }

    /** All passes of a member have the normalisation of its engine. */
    private SegmentComputation computationOf(int pass, int member) {
        SegmentComputation ready = computation;
        if (ready == null || member != openMember) {
            close();
            SegmentEngine opened = work.engines().open(member);
            engine = opened;
            openMember = member;
            ready = new SegmentComputation(
                    opened, work.mix(), work.normalizations().get(pass));
            computation = ready;
        }
        return ready;
    }

    @Override
    public void close() {
        computation = null;
        openMember = -1;
        SegmentEngine open = engine;
        engine = null;
        if (open != null) {
            open.close();
        }
    }
}
