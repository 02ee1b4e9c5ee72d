package io.soundforge.alchemy.dsp.separation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which segments of a separation are there, which is computed next, and which cells have been handed on. Looks into the
 * stores whenever it needs to know, since others may fill them too. Thread-safe.
 */
public final class SegmentBoard {
    private final SeparationPlan plan;
    private final List<SegmentStore> stores;
    private final SegmentRounds rounds;
    private final List<BitSet> there = new ArrayList<>();
    private final List<BitSet> taken = new ArrayList<>();
    private final List<BitSet> dropped = new ArrayList<>();
    private final BitSet recorded = new BitSet();

    /** @param stores one for each pass */
    public SegmentBoard(SeparationPlan plan, List<SegmentStore> stores, SegmentSpace space) {
        this.plan = plan;
        this.stores = List.copyOf(stores);
        // A quarter of the budget for a round leaves room for what the next one needs of this one.
        long cells = space.budget() / 4 / Math.max(1, plan.bytesPerCell());
        this.rounds = new SegmentRounds(plan, (int) Math.max(1, Math.min(Integer.MAX_VALUE, cells)));
        plan.passes().forEach(pass -> {
            there.add(new BitSet());
            taken.add(new BitSet());
            dropped.add(new BitSet());
        });
    }

    /** Looks for everything that is there already. */
    synchronized void survey() throws IOException {
        if (plan.cells() > 0) {
            for (int pass = 0; pass < plan.passes().size(); pass++) {
                int last = plan.lastTask(pass, plan.cells() - 1);
                for (int index = plan.firstTask(pass, 0); index <= last; index++) {
                    isThere(new SegmentTask(pass, index));
                }
            }
        }
    }

    /**
     * Claims the next segment that nobody has and nobody computes.
     *
     * @param playHead a frame of the track
     * @return null when there is none: all are there, or others compute the last ones
     */
    public synchronized @Nullable SegmentTask next(long playHead) throws IOException {
        SegmentTask[] next = new SegmentTask[1];
        rounds.forEach(playHead, task -> {
            if (isThere(task) || taken.get(task.pass()).get(task.index()) || !claim(task)) {
                return false;
            }
            next[0] = task;
            return true;
        });
        return next[0];
    }

    private boolean claim(SegmentTask task) throws IOException {
        SegmentStore store = stores.get(task.pass());
        if (!store.claim(task.index())) {
            return false;
        }
        // It may have come between the look and the claim.
        if (isThere(task)) {
            store.release(task.index());
            return false;
        }
        taken.get(task.pass()).set(task.index());
        return true;
    }

    private boolean isThere(SegmentTask task) throws IOException {
        BitSet known = there.get(task.pass());
        if (!known.get(task.index())) {
            for (int row : plan.passes().get(task.pass()).needed()) {
                if (!stores.get(task.pass()).has(task.index(), row)) {
                    return false;
                }
            }
            known.set(task.index());
        }
        return true;
    }

    /** Gives a claimed segment back, finished or not. */
    synchronized void release(SegmentTask task) throws IOException {
        isThere(task);
        taken.get(task.pass()).clear(task.index());
        stores.get(task.pass()).release(task.index());
    }

    /** A segment turned out to be damaged or gone: it will be computed again. */
    synchronized void lost(SegmentTask task) throws IOException {
        stores.get(task.pass()).drop(task.index());
        there.get(task.pass()).clear(task.index());
    }

    /** Whether all segments of a cell have been seen and the cell has not been handed on. */
    synchronized boolean isReady(int cell) {
        if (recorded.get(cell)) {
            return false;
        }
        for (int pass = 0; pass < plan.passes().size(); pass++) {
            int missing = there.get(pass).nextClearBit(plan.firstTask(pass, cell));
            if (missing <= plan.lastTask(pass, cell)) {
                return false;
            }
        }
        return true;
    }

    synchronized void recorded(int cell) {
        recorded.set(cell);
    }

    synchronized boolean isDone() {
        return recorded.cardinality() == plan.cells();
    }

    /** How far the separation is: segments that are there and cells that are recorded, out of all. */
    synchronized double progress() {
        int done = there.stream().mapToInt(BitSet::cardinality).sum() + recorded.cardinality();
        return (double) done / (plan.tasks() + plan.cells());
    }

    /**
     * Drops the first segment of which every frame has been handed on.
     *
     * @return whether there was one
     */
    synchronized boolean dropRecorded() throws IOException {
        for (int pass = 0; pass < there.size(); pass++) {
            BitSet known = there.get(pass);
            for (int index = known.nextSetBit(0); index >= 0; index = known.nextSetBit(index + 1)) {
                if (!dropped.get(pass).get(index) && isRecorded(plan.passes().get(pass), index)) {
                    dropped.get(pass).set(index);
                    stores.get(pass).drop(index);
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isRecorded(PassPlan pass, int index) {
        int first = plan.cellAt(pass.start(index));
        int last = plan.cellAt(pass.end(index) - 1);
        return recorded.nextClearBit(first) > last;
    }
}
