package io.soundforge.alchemy.audio.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * ONNX files of a few hundred bytes that behave like separation models, for tests: a stem is the mix times a gain.
 */
public final class TinyModels {
    private static final String IN = "mix";
    private static final String OUT = "stems";

    private TinyModels() {}

    /** Every stem is the mix divided by the number of stems, so that they sum to the mix. */
    public static Path identity(Path file, int stems, int frames) {
        float[] gains = new float[stems];
        Arrays.fill(gains, 1f / stems);
        return gains(file, frames, gains);
    }

    /** Stem {@code i} is the mix times {@code gains[i]}. */
    public static Path gains(Path file, int frames, float... gains) {
        return scaled(frames, gains)
                .floats("gains", new long[] {1, gains.length, 1, 1}, gains)
                .write(file);
    }

    /** As {@link #gains}, the gains in a file {@code weights} beside the graph. */
    public static Path externalGains(Path file, String weights, int frames, float... gains) {
        try {
            Files.write(file.resolveSibling(weights), ProtoMessage.littleEndian(gains));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return scaled(frames, gains)
                .external("gains", new long[] {1, gains.length, 1, 1}, weights)
                .write(file);
    }

    private static TinyGraph scaled(int frames, float... gains) {
        return new TinyGraph()
                .node("Unsqueeze", "raised", IN, "axis")
                .node("Mul", OUT, "raised", "gains")
                .longs("axis", 1)
                .input(IN, TinyGraph.FLOAT, 1, 2, frames)
                .output(OUT, TinyGraph.FLOAT, 1, gains.length, 2, frames);
    }

    /** An identity whose file states no axis of the output; only a run can tell its shape. */
    public static Path silentAboutItsOutput(Path file, int stems, int frames) {
        return new TinyGraph()
                .node("Mul", "share", IN, "one_part")
                .node("Unsqueeze", "raised", "share", "axis")
                .node("Mul", "nothing", IN, "zero")
                .node("ReduceMax", "no_frames", "nothing")
                .cast(TinyGraph.INT64, "none", "no_frames")
                .node("Reshape", "none_flat", "none", "flat")
                .node("Add", "shape", "none_flat", "wanted")
                .node("Expand", OUT, "raised", "shape")
                .floats("one_part", new long[] {1}, 1f / stems)
                .floats("zero", new long[] {1}, 0f)
                .longs("axis", 1)
                .longs("flat", 1)
                .longs("wanted", 1, stems, 2, frames)
                .input(IN, TinyGraph.FLOAT, 1, 2, frames)
                .output(OUT, TinyGraph.FLOAT, -1, -1, -1, -1)
                .write(file);
    }

    /** Gives the logarithm of negative numbers. */
    public static Path notANumber(Path file, int frames) {
        return new TinyGraph()
                .node("Abs", "size", IN)
                .node("Sub", "negative", "minus_one", "size")
                .node("Log", "logarithm", "negative")
                .node("Unsqueeze", "raised", "logarithm", "axis")
                .node("Mul", OUT, "raised", "gains")
                .floats("minus_one", new long[] {1}, -1f)
                .longs("axis", 1)
                .floats("gains", new long[] {1, 4, 1, 1}, 1, 1, 1, 1)
                .input(IN, TinyGraph.FLOAT, 1, 2, frames)
                .output(OUT, TinyGraph.FLOAT, 1, 4, 2, frames)
                .write(file);
    }

    /** As {@link #gains}, the gains stored in 16 bits. */
    public static Path halfGains(Path file, int frames, float... gains) {
        return scaled(frames, gains)
                .halves("stored", new long[] {1, gains.length, 1, 1}, gains)
                .cast(TinyGraph.FLOAT, "gains", "stored")
                .write(file);
    }

    /** As {@link #gains}, all samples in 16 bits, at the door and inside. */
    public static Path halfPrecision(Path file, int frames, float... gains) {
        return new TinyGraph()
                .node("Unsqueeze", "raised", IN, "axis")
                .node("Mul", OUT, "raised", "gains")
                .longs("axis", 1)
                .halves("gains", new long[] {1, gains.length, 1, 1}, gains)
                .input(IN, TinyGraph.FLOAT16, 1, 2, frames)
                .output(OUT, TinyGraph.FLOAT16, 1, gains.length, 2, frames)
                .write(file);
    }

    /** As {@link #gains}, batch and time left open. */
    public static Path openAxes(Path file, float... gains) {
        return new TinyGraph()
                .node("Unsqueeze", "raised", IN, "axis")
                .node("Mul", OUT, "raised", "gains")
                .longs("axis", 1)
                .floats("gains", new long[] {1, gains.length, 1, 1}, gains)
                .input(IN, TinyGraph.FLOAT, -1, 2, -1)
                .output(OUT, TinyGraph.FLOAT, -1, gains.length, 2, -1)
                .write(file);
    }

    /** An identity for samples up to 2, beyond that not a number: the root of (4 - x²) over itself. */
    public static Path notANumberWhenLoud(Path file, int frames) {
        return new TinyGraph()
                .node("Mul", "squared", IN, IN)
                .node("Sub", "room", "four", "squared")
                .node("Sqrt", "root", "room")
                .node("Div", "one", "root", "root")
                .node("Mul", "guarded", "one", IN)
                .node("Unsqueeze", "raised", "guarded", "axis")
                .node("Mul", OUT, "raised", "gains")
                .longs("axis", 1)
                .floats("four", new long[] {1}, 4)
                .floats("gains", new long[] {1, 4, 1, 1}, 1, 1, 1, 1)
                .input(IN, TinyGraph.FLOAT, 1, 2, frames)
                .output(OUT, TinyGraph.FLOAT, 1, 4, 2, frames)
                .write(file);
    }

    /** Finite for a loud mix, NaN for silence: 0/0. */
    public static Path notANumberForSilence(Path file, int frames) {
        return new TinyGraph()
                .node("ReduceMax", "loudest", IN)
                .node("Div", "normalized", IN, "loudest")
                .node("Unsqueeze", "raised", "normalized", "axis")
                .node("Mul", OUT, "raised", "gains")
                .longs("axis", 1)
                .floats("gains", new long[] {1, 4, 1, 1}, 1, 1, 1, 1)
                .input(IN, TinyGraph.FLOAT, 1, 2, frames)
                .output(OUT, TinyGraph.FLOAT, 1, 4, 2, frames)
                .write(file);
    }

    /** Gives back what it gets: an output of rank 3. */
    public static Path wrongRank(Path file, int frames) {
        return new TinyGraph()
                .node("Identity", OUT, IN)
                .input(IN, TinyGraph.FLOAT, 1, 2, frames)
                .output(OUT, TinyGraph.FLOAT, 1, 2, frames)
                .write(file);
    }

    /**
     * With the operators whose sums a runtime may spread over threads: a product with a matrix of 256 x 256, a softmax,
     * and the mean of all samples.
     *
     * @param frames a multiple of 128
     */
    public static Path withLongSums(Path file, int frames) {
        float[] matrix = new float[256 * 256];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = (float) Math.sin(i * 0.37) / 16;
        }
        return new TinyGraph()
                .node("Reshape", "rows", IN, "as_rows")
                .node("MatMul", "product", "rows", "matrix")
                .node("Softmax", "shares", "product")
                .node("Mul", "weighted", "shares", "product")
                .node("Reshape", "flat", "weighted", "as_mix")
                .node("ReduceMean", "mean", "flat")
                .node("Sub", "centred", "flat", "mean")
                .node("Unsqueeze", "raised", "centred", "axis")
                .node("Mul", OUT, "raised", "gains")
                .longs("as_rows", -1, 256)
                .longs("as_mix", 1, 2, frames)
                .longs("axis", 1)
                .floats("matrix", new long[] {256, 256}, matrix)
                .floats("gains", new long[] {1, 4, 1, 1}, 1, 2, 3, 4)
                .input(IN, TinyGraph.FLOAT, 1, 2, frames)
                .output(OUT, TinyGraph.FLOAT, 1, 4, 2, frames)
                .write(file);
    }
}
