package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.audio.separation.StemLevels.SampleLimits;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.ClipMode;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import org.jspecify.annotations.Nullable;

/** What the options have done about samples beyond full scale. */
final class Clipping {
    private static final double CLAMPED = 0.99;
    /** The reference leaves one percent of room (audio.py). */
    private static final double ROOM = 1.01;

    private final SeparationOptions options;

    Clipping(SeparationOptions options) {
        this.options = options;
    }

    /** What is done to single samples before they are encoded. */
    @FunctionalInterface
    interface Shape {
        float of(float sample);
    }

    /** The integers that are written; null for float files. MP3 players decode to 16 bits. */
    @Nullable IntegerGrid grid() {
        if (options.format() != AudioFormat.MP3 && options.bitDepth() == BitDepth.F32) {
            return null;
        }
        return new IntegerGrid(options.format() != AudioFormat.MP3 && options.bitDepth() == BitDepth.I24 ? 24 : 16);
    }

    /** Samples beyond these are cut off. */
    SampleLimits limits() {
        IntegerGrid grid = grid();
        if (options.clipMode() == ClipMode.CLAMP) {
            return new SampleLimits(-CLAMPED, CLAMPED);
        }
        return grid != null && (options.residual() || options.clipMode() == ClipMode.NONE)
                ? new SampleLimits(-1, grid.sample(grid.largest()))
                : new SampleLimits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** The gain of a stem; 1 leaves it alone. */
    double gain(StemLevels levels, int stem) {
        if (options.residual()) {
            return 1;
        }
        return switch (options.clipMode()) {
            case COMMON -> CommonGain.of(levels.peak(), options.format(), options.bitDepth());
            case RESCALE -> 1 / Math.max(ROOM * levels.peak(stem), 1);
            case CLAMP, TANH, NONE -> 1;
        };
    }

    /** What is done to every sample; null for nothing. StrictMath gives the same bits on every machine. */
    @Nullable Shape shape() {
        IntegerGrid grid = grid();
        if (options.residual() && grid != null) {
            return grid::round;
        }
        return switch (options.clipMode()) {
            case CLAMP -> sample -> (float) Math.max(-CLAMPED, Math.min(CLAMPED, sample));
            case TANH -> sample -> (float) StrictMath.tanh(sample);
            case COMMON, RESCALE, NONE -> null;
        };
    }
}
