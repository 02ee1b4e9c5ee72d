package io.soundforge.alchemy.audio.inference;

import java.nio.file.Path;
import java.util.List;

/**
 * What a {@link TinyHybrid} with gains for bins and stems does, as a graph of waveforms: padding, transform, overlap-add
 * and all by operators of the runtime.
 */
final class TinyWaveform {
    private static final int SIZE = 4096;
    private static final int HOP = 1024;
    private static final int LEAD = 1536;

    private TinyWaveform() {}

    static Path write(Path file, int samples, float[] bins, float[] spectrumGains, float[] waveformGains) {
        long frames = (samples + HOP - 1L) / HOP;
        TinyGraph graph = new TinyGraph()
                .input("mix", TinyGraph.FLOAT, 1, 2, samples)
                .output("stems", TinyGraph.FLOAT, 1, spectrumGains.length, 2, samples);
        forward(graph, frames * HOP + 2 * LEAD, samples);
        spectrum(graph, bins);
        overlapAdd(graph, frames);
        graph.longs("first", LEAD)
                .longs("last", LEAD + samples)
                .longs("time", 1)
                .node("Slice", "sound", "sum", "first", "last", "time")
                .longs("stem_axes", 0, 1)
                .longs("stem_axis", 1)
                .node("Unsqueeze", "raised_sound", "sound", "stem_axes")
                .node("Unsqueeze", "raised_mix", "mix", "stem_axis")
                .floats("spectrum_gains", new long[] {1, spectrumGains.length, 1, 1}, spectrumGains)
                .floats("waveform_gains", new long[] {1, waveformGains.length, 1, 1}, waveformGains)
                .node("Mul", "from_spectrum", "raised_sound", "spectrum_gains")
                .node("Mul", "from_waveform", "raised_mix", "waveform_gains")
                .node("Add", "stems", "from_spectrum", "from_waveform");
        return graph.write(file);
    }

    private static void forward(TinyGraph graph, long padded, int samples) {
        float[] window = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            window[i] = (float) ((0.5 - 0.5 * Math.cos(2 * Math.PI * i / SIZE)) / 64);
        }
        graph.longs("pads", 0, 0, LEAD, 0, 0, padded - LEAD - samples)
                .node("Pad", List.of(TinyGraph.word("mode", "reflect")), "padded", "mix", "pads")
                .longs("signal_shape", 2, padded, 1)
                .node("Reshape", "signal", "padded", "signal_shape")
                .scalar("hop", HOP)
                .floats("window", new long[] {SIZE}, window)
                .node("STFT", List.of(TinyGraph.whole("onesided", 1)), "spectrum", "signal", "hop", "window");
    }

    /** The real part of the inverse of positive frequencies, which count twice. */
    private static void spectrum(TinyGraph graph, float... bins) {
        float[] gains = new float[SIZE / 2 + 1];
        float[] window = new float[SIZE];
        for (int k = 0; k < SIZE / 2; k++) {
            gains[k] = k == 0 ? bins[k] : 2 * bins[k];
        }
        for (int i = 0; i < SIZE; i++) {
            window[i] = (float) ((0.5 - 0.5 * Math.cos(2 * Math.PI * i / SIZE)) * 64 / 1.5);
        }
        graph.floats("bin_gains", new long[] {1, 1, gains.length, 1}, gains)
                .node("Mul", "positive", "spectrum", "bin_gains")
                .longs("negative", 0, 0, 0, 0, 0, 0, SIZE - gains.length, 0)
                .node("Pad", "whole", "positive", "negative")
                .node("DFT", List.of(TinyGraph.whole("axis", 2), TinyGraph.whole("inverse", 1)), "complex", "whole")
                .longs("zero", 0)
                .longs("one", 1)
                .longs("parts", 3)
                .node("Slice", "real", "complex", "zero", "one", "parts")
                .floats("back_window", new long[] {1, 1, SIZE, 1}, window)
                .node("Mul", "frames", "real", "back_window");
    }

    /** A frame is four hops long: the sum of four rows of hops, each one hop later. */
    private static void overlapAdd(TinyGraph graph, long frames) {
        graph.longs("hops_shape", 2, frames, 4, HOP)
                .node("Reshape", "hops", "frames", "hops_shape")
                .longs("quarter_axis", 2)
                .longs("row_shape", 2, frames * HOP);
        for (int quarter = 0; quarter < 4; quarter++) {
            graph.longs("from" + quarter, quarter)
                    .longs("to" + quarter, quarter + 1)
                    .node("Slice", "quarter" + quarter, "hops", "from" + quarter, "to" + quarter, "quarter_axis")
                    .node("Reshape", "row" + quarter, "quarter" + quarter, "row_shape")
                    .longs("later" + quarter, 0, (long) quarter * HOP, 0, (3L - quarter) * HOP)
                    .node("Pad", "shifted" + quarter, "row" + quarter, "later" + quarter);
        }
        graph.node("Sum", "sum", "shifted0", "shifted1", "shifted2", "shifted3");
    }
}
