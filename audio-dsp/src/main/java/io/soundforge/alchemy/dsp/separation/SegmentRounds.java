package io.soundforge.alchemy.dsp.separation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order in which segments are wanted: those of the cell at the play-head first, then of the cells behind it, at last
 * of those before it.
 *
 * <p>A model of several engines would need all of them for the first cell, and they do not fit into memory together. So
 * it goes in rounds of 1, 4, 16 … cells: within a round one engine after the other, the last of a round first in the
 * next. The first cell takes each engine once, and a whole track loads each a few times, not once per segment.
 */
final class SegmentRounds {
    private static final int GROWTH = 4;

    private final SeparationPlan plan;
    private final int mostCells;
    private final List<Integer> members;

    /** @param mostCells in a round, 1 or more: segments of a round wait in the store until its last engine has run */
    SegmentRounds(SeparationPlan plan, int mostCells) {
        this.plan = plan;
        this.members = plan.passes().stream().map(PassPlan::member).distinct().toList();
        this.mostCells = members.size() == 1 ? Integer.MAX_VALUE : mostCells;
    }

    /** Takes tasks until one is the wanted one. */
    interface Visitor {
        /** @return whether to stop here */
        boolean visit(SegmentTask task) throws IOException;
    }

    /** All tasks in order, some of them several times. */
    void forEach(long playHead, Visitor visitor) throws IOException {
        int first = plan.cellAt(playHead);
        long size = members.size() == 1 ? Integer.MAX_VALUE : 1;
        List<Integer> order = new ArrayList<>(members);
        for (int begin = 0; begin < plan.cells(); ) {
            int end = (int) Math.min(plan.cells(), begin + Math.min(size, mostCells));
            if (visitRound(order, IntStream.range(begin, end).map(cell -> (first + cell) % plan.cells()), visitor)) {
                return;
            }
            begin = end;
            size *= GROWTH;
            Collections.reverse(order);
        }
    }

    private boolean visitRound(List<Integer> order, IntStream cells, Visitor visitor) throws IOException {
        int[] round = cells.toArray();
        for (int member : order) {
            for (int cell : round) {
                if (visitCell(member, cell, visitor)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean visitCell(int member, int cell, Visitor visitor) throws IOException {
        for (int pass = 0; pass < plan.passes().size(); pass++) {
            if (plan.passes().get(pass).member() != member) {
                continue;
            }
            for (int index = plan.firstTask(pass, cell); index <= plan.lastTask(pass, cell); index++) {
                if (visitor.visit(new SegmentTask(pass, index))) {
                    return true;
                }
            }
        }
        return false;
    }
}
