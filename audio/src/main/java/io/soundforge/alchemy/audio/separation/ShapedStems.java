package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.audio.media.CanonicalAudio;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.pcm.F32File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code .f32} files that are made of recorded ones, a block at a time. */
final class ShapedStems {
    private static final int BLOCK_FRAMES = 1 << 15;
    private static final int CHANNELS = CanonicalAudio.CHANNELS;

    private ShapedStems() {}

    /** A copy with every sample changed. */
    static void copy(Path recorded, Clipping.Shape shape, Path target) throws IOException {
        float[][] block = new float[CHANNELS][BLOCK_FRAMES];
        try (F32File source = open(recorded);
                StemFile copy = new StemFile(target)) {
            for (long start = 0; start < source.frames(); start += BLOCK_FRAMES) {
                int count = (int) Math.min(BLOCK_FRAMES, source.frames() - start);
                source.read(start, block, 0, count);
                for (float[] channel : block) {
                    for (int i = 0; i < count; i++) {
                        channel[i] = shape.of(channel[i]);
                    }
                }
                copy.write(start, block, count);
            }
        }
    }

    /**
     * Writes what the integers of all stems leave of the integers of the mix.
     *
     * @param recorded all stems, of one length, not longer than the mix
     * @throws AlchemyException CONFLICT if a sample of the rest does not fit into the integers
     */
    static void residual(Path mix, List<Path> recorded, IntegerGrid grid, Path target) throws IOException {
        List<F32File> stems = new ArrayList<>();
        try (F32File original = open(mix);
                StemFile rest = new StemFile(target)) {
            for (Path stem : recorded) {
                stems.add(open(stem));
            }
            long frames = stems.get(0).frames();
            float[][] block = new float[CHANNELS][BLOCK_FRAMES];
            int[][] left = new int[CHANNELS][BLOCK_FRAMES];
            for (long start = 0; start < frames; start += BLOCK_FRAMES) {
                int count = (int) Math.min(BLOCK_FRAMES, frames - start);
                original.read(start, block, 0, count);
                add(block, 1, grid, left, count, true);
                for (F32File stem : stems) {
                    stem.read(start, block, 0, count);
                    add(block, -1, grid, left, count, false);
                }
                toSamples(left, grid, block, start, count);
                rest.write(start, block, count);
            }
        } finally {
            for (F32File stem : stems) {
                stem.close();
            }
        }
    }

    private static void add(float[][] block, int sign, IntegerGrid grid, int[][] left, int count, boolean first) {
        for (int c = 0; c < CHANNELS; c++) {
            for (int i = 0; i < count; i++) {
                left[c][i] = (first ? 0 : left[c][i]) + sign * grid.integer(block[c][i]);
            }
        }
    }

    private static void toSamples(int[][] left, IntegerGrid grid, float[][] block, long start, int count) {
        for (int c = 0; c < CHANNELS; c++) {
            for (int i = 0; i < count; i++) {
                if (left[c][i] < grid.smallest() || left[c][i] > grid.largest()) {
                    throw new AlchemyException(
                            ErrorCode.CONFLICT,
                            "expected a residual that fits into " + grid.bits() + " bits; at frame " + (start + i)
                                    + " it is " + left[c][i] + " of " + grid.largest() + " (the stems clip; 32f holds"
                                    + " them)");
                }
                block[c][i] = grid.sample(left[c][i]);
            }
        }
    }

    private static F32File open(Path file) throws IOException {
        return new F32File(file, CanonicalAudio.SAMPLE_RATE, CHANNELS);
    }
}
