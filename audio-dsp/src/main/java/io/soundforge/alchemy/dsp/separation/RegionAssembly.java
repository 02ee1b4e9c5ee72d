package io.soundforge.alchemy.dsp.separation;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts regions of the output together from stored segments. A frame of a pass is the sum of weight times sample over its
 * chunks, at most two, in the order of the track, divided by the sum of the weights; a frame of a stem is the weighted
 * mean of its passes, summed in double in the order of the plan. So a frame depends on nothing but the segments: not on
 * when they were computed, nor on which regions were read before. Holds one region and one chunk. Not thread-safe.
 */
final class RegionAssembly {
    private final SeparationPlan plan;
    private final List<SegmentStore> stores;
    private final Map<Tiling, float[]> windows = new HashMap<>();
    private final Map<Integer, float[][]> chunks = new HashMap<>();
    private final float[] weights;
    private final double[][] sums;
    private final float[][] single;
    private final float[][][] region;

    /** @param stores one for each pass */
    RegionAssembly(SeparationPlan plan, List<SegmentStore> stores) {
        this.plan = plan;
        this.stores = stores;
        int frames = plan.cellStride();
        this.weights = new float[frames];
        this.single = new float[2][frames];
        this.sums = new double[2][frames];
        this.region = new float[plan.stems().size()][2][frames];
    }

    /** The samples of the last region that was read, {@code [stem][2][at least the frames of the cell]}. */
    float[][][] region() {
        return region;
    }

    /**
     * Reads a cell of the plan.
     *
     * @return a segment that is not there or not whole; null when the region is complete
     */
    @Nullable SegmentTask read(int cell) throws IOException {
        for (int stem = 0; stem < region.length; stem++) {
            SegmentTask missing = readStem(stem, plan.cellStart(cell), plan.cellFrames(cell));
            if (missing != null) {
                return missing;
            }
        }
        return null;
    }

    private @Nullable SegmentTask readStem(int stem, long from, int count) throws IOException {
        int[] passes = IntStream.range(0, plan.passes().size())
                .filter(pass -> weight(pass, stem) > 0)
                .toArray();
        if (passes.length == 1) {
            return readPass(passes[0], stem, from, region[stem], count);
        }
        Arrays.fill(sums[0], 0, count, 0);
        Arrays.fill(sums[1], 0, count, 0);
        double total = 0;
        for (int pass : passes) {
            SegmentTask missing = readPass(pass, stem, from, single, count);
            if (missing != null) {
                return missing;
            }
            addWeighted(weight(pass, stem), count);
            total += weight(pass, stem);
        }
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < count; i++) {
                region[stem][c][i] = (float) (sums[c][i] / total);
            }
        }
        return null;
    }

    private double weight(int pass, int stem) {
        return plan.passes().get(pass).weights().get(stem);
    }

    private void addWeighted(double weight, int count) {
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < count; i++) {
                sums[c][i] += weight * single[c][i];
            }
        }
    }

    private @Nullable SegmentTask readPass(int number, int stem, long from, float[][] target, int count)
            throws IOException {
        PassPlan pass = plan.passes().get(number);
        float[] window = windows.computeIfAbsent(pass.segments().tiling(), Tiling::weights);
        Arrays.fill(weights, 0, count, 0);
        Arrays.fill(target[0], 0, count, 0);
        Arrays.fill(target[1], 0, count, 0);
        for (int index = pass.firstFor(from); index <= pass.lastFor(from + count); index++) {
            float[][] chunk = chunkOf(pass.segments().segment(index).length());
            if (!stores.get(number).load(index, pass.rows().get(stem), chunk)) {
                return new SegmentTask(number, index);
            }
            int skipped = (int) Math.max(0, from - pass.start(index));
            int at = (int) Math.max(0, pass.start(index) - from);
            int frames = (int) (Math.min(from + count, pass.end(index)) - from) - at;
            accumulate(window, chunk, skipped, target, at, frames);
        }
        for (float[] channel : target) {
            for (int i = 0; i < count; i++) {
                channel[i] /= weights[i];
            }
        }
        return null;
    }

    private void accumulate(float[] window, float[][] chunk, int from, float[][] target, int at, int count) {
        for (int i = 0; i < count; i++) {
            weights[at + i] += window[from + i];
        }
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < count; i++) {
                target[c][at + i] += window[from + i] * chunk[c][from + i];
            }
        }
    }

    private float[][] chunkOf(int length) {
        boolean whole =
                plan.passes().stream().anyMatch(pass -> pass.segments().tiling().chunkFrames() == length);
        return whole ? chunks.computeIfAbsent(length, frames -> new float[2][frames]) : new float[2][length];
    }
}
