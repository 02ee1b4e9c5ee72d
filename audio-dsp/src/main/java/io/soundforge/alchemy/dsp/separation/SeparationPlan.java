package io.soundforge.alchemy.dsp.separation;

import java.util.ArrayList;
import java.util.List;

/**
 * A separation as a set of segments that can be computed in any order, and the frames that come of them. The output is
 * divided into cells: each is final as soon as the few segments that reach into it are there.
 *
 * @param frames of the track
 * @param outputFrames of the stems: the track's, or fewer for a preview
 * @param stems their names
 * @param passes whose weighted mean the stems are
 */
public record SeparationPlan(long frames, long outputFrames, List<String> stems, List<PassPlan> passes) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when there is no pass, or a stem that none counts for
     */
    public SeparationPlan {
        stems = List.copyOf(stems);
        passes = List.copyOf(passes);
        if (passes.isEmpty() || outputFrames > frames) {
            throw new IllegalArgumentException("expected passes over at most " + frames + " frames; got "
                    + passes.size() + " over " + outputFrames);
        }
        for (int stem = 0; stem < stems.size(); stem++) {
            int each = stem;
            if (passes.stream().noneMatch(pass -> pass.weights().get(each) > 0)) {
                throw new IllegalArgumentException("expected a pass for the stem " + stems.get(stem) + "; got none");
            }
        }
    }

    /**
     * The plan for a whole track.
     *
     * @param members those that count for one of the stems
     */
    public static SeparationPlan of(long frames, List<String> stems, List<PlannedMember> members, Shifts shifts) {
        List<PassPlan> passes = new ArrayList<>();
        for (PlannedMember member : members) {
            List<String> names = member.traits().stems();
            for (int lead : shifts.leads(member.number())) {
                passes.add(new PassPlan(
                        member.number(),
                        lead,
                        new SegmentPlan(frames + lead, member.traits().tiling()),
                        member.kept().stream().map(names::indexOf).toList(),
                        stems.stream().map(names::indexOf).toList(),
                        member.weights()));
            }
        }
        return new SeparationPlan(frames, frames, stems, passes);
    }

    /** The same plan for the beginning of the track only: whole cells, as many as it takes to reach this far. */
    public SeparationPlan upTo(long wantedFrames) {
        long cells = Math.max(1, (wantedFrames + cellStride() - 1) / cellStride());
        return new SeparationPlan(frames, Math.min(frames, cells * cellStride()), stems, passes);
    }

    /** Number of cells; the last one may be shorter. */
    public int cells() {
        return Math.toIntExact((outputFrames + cellStride() - 1) / cellStride());
    }

    /** First frame of a cell. */
    public long cellStart(int cell) {
        return (long) cell * cellStride();
    }

    /** Frames in a cell. */
    public int cellFrames(int cell) {
        return (int) Math.min(cellStride(), outputFrames - cellStart(cell));
    }

    /** The cell that a frame lies in; the nearest one for frames outside. */
    public int cellAt(long frame) {
        return (int) Math.max(0, Math.min(cells() - 1, frame / cellStride()));
    }

    /** As long as the shortest stride: then one pass without shifts makes a cell final with every segment. */
    public int cellStride() {
        return passes.stream()
                .mapToInt(pass -> pass.segments().tiling().stride())
                .min()
                .orElseThrow();
    }

    int firstTask(int pass, int cell) {
        return passes.get(pass).firstFor(cellStart(cell));
    }

    int lastTask(int pass, int cell) {
        return passes.get(pass).lastFor(cellStart(cell) + cellFrames(cell));
    }

    /** How many segments there are to have. */
    public int tasks() {
        int tasks = 0;
        for (int pass = 0; cells() > 0 && pass < passes.size(); pass++) {
            tasks += lastTask(pass, cells() - 1) - firstTask(pass, 0) + 1;
        }
        return tasks;
    }

    /** Bytes of storage that the segments behind one cell take, about. */
    long bytesPerCell() {
        return passes.stream()
                .mapToLong(pass -> 2L * Float.BYTES * cellStride() * pass.kept().size())
                .sum();
    }
}
