package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.audio.inference.SpectrumLayout.Axis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Hybrid graphs of a few kilobytes: the spectrogram of a stem is the mix's times a gain for the stem, the row, the bin
 * and the frame; its waveform is the mix's times a gain for the stem.
 */
final class TinyHybrid {
    static final List<Axis> USUAL = List.of(Axis.ROW, Axis.BIN, Axis.FRAME);

    private final int samples;
    private final float[] spectrumGains;
    private final float[] waveformGains;
    private final float[] rowGains = {1, 1, 1, 1};
    private final float[] binGains = new float[2048];
    private final float[] frameGains;
    private List<Axis> order = USUAL;
    private int stemAt;
    private int type = TinyGraph.FLOAT;
    private boolean swapped;
    private boolean shapeless;
    private boolean open;

    TinyHybrid(int samples, float[] spectrumGains, float[] waveformGains) {
        this.samples = samples;
        this.spectrumGains = spectrumGains;
        this.waveformGains = waveformGains;
        this.frameGains = new float[(samples + 1023) / 1024];
        Arrays.fill(binGains, 1);
        Arrays.fill(frameGains, 1);
    }

    TinyHybrid rows(float... gains) {
        System.arraycopy(gains, 0, rowGains, 0, 4);
        return this;
    }

    TinyHybrid bins(float... gains) {
        System.arraycopy(gains, 0, binGains, 0, 2048);
        return this;
    }

    /** Only the first frames sound. */
    TinyHybrid framesUpTo(int count) {
        Arrays.fill(frameGains, count, frameGains.length, 0);
        return this;
    }

    /** Axes of the mix, and where that of the stems is put between them. */
    TinyHybrid axes(List<Axis> ofTheMix, int ofTheStems) {
        this.order = ofTheMix;
        this.stemAt = ofTheStems;
        return this;
    }

    /** Spectrogram in first, waveforms out first. */
    TinyHybrid swapped() {
        this.swapped = true;
        return this;
    }

    TinyHybrid withoutOutputShapes() {
        this.shapeless = true;
        return this;
    }

    /** Batch and time are left open. */
    TinyHybrid withOpenAxes() {
        this.open = true;
        return this;
    }

    TinyHybrid halfPrecision() {
        this.type = TinyGraph.FLOAT16;
        return this;
    }

    Path write(Path file) {
        TinyGraph graph = new TinyGraph()
                .cast(TinyGraph.FLOAT, "mix32", "mix")
                .cast(TinyGraph.FLOAT, "mag32", "mag")
                .node("Unsqueeze", "raised_mix", "mix32", "one")
                .node("Mul", "waves", "raised_mix", "wave_gains")
                .node("Unsqueeze", "raised_mag", "mag32", "stem_at")
                .node("Mul", "m0", "raised_mag", "g0")
                .node("Mul", "m1", "m0", "g1")
                .node("Mul", "m2", "m1", "g2")
                .node("Mul", "m3", "m2", "g3")
                .cast(type, "xt", "waves")
                .cast(type, "x", "m3")
                .longs("one", 1)
                .longs("stem_at", 1 + stemAt)
                .floats("wave_gains", new long[] {1, waveformGains.length, 1, 1}, waveformGains);
        List<Axis> all = new ArrayList<>(order);
        all.add(stemAt, Axis.STEM);
        for (int axis = 0; axis < 4; axis++) {
            long[] shape = {1, 1, 1, 1, 1};
            float[] gains = gains(all.get(axis));
            shape[1 + axis] = gains.length;
            graph.floats("g" + axis, shape, gains);
        }
        inputs(graph);
        outputs(graph, all);
        return graph.write(file);
    }

    private void inputs(TinyGraph graph) {
        long[] wave = {open ? -1 : 1, 2, open ? -1 : samples};
        if (swapped) {
            graph.input("mag", type, shape(order)).input("mix", type, wave);
        } else {
            graph.input("mix", type, wave).input("mag", type, shape(order));
        }
    }

    private void outputs(TinyGraph graph, List<Axis> all) {
        long[] waves = {open ? -1 : 1, waveformGains.length, 2, open ? -1 : samples};
        if (shapeless) {
            graph.shapelessOutput("x", type).shapelessOutput("xt", type);
        } else if (swapped) {
            graph.output("xt", type, waves).output("x", type, shape(all));
        } else {
            graph.output("x", type, shape(all)).output("xt", type, waves);
        }
    }

    private long[] shape(List<Axis> axes) {
        long[] shape = new long[1 + axes.size()];
        shape[0] = open ? -1 : 1;
        for (int i = 0; i < axes.size(); i++) {
            shape[1 + i] = gains(axes.get(i)).length;
        }
        return shape;
    }

    private float[] gains(Axis axis) {
        return switch (axis) {
            case STEM -> spectrumGains;
            case ROW -> rowGains;
            case BIN -> binGains;
            case FRAME -> frameGains;
        };
    }
}
