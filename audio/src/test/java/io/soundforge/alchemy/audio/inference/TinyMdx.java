package io.soundforge.alchemy.audio.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Graphs of the shape of MDX-Net in a few hundred bytes: the stem's spectrogram is the mix's times a gain, plus a constant. */
public final class TinyMdx {
    private TinyMdx() {}

    /** All axes stated. */
    public static Path gain(Path file, int bins, int frames, float gain) {
        return write(file, gain, 0, new long[] {1, 4, bins, frames}, true);
    }

    /** A network that adds something of its own, whatever it hears. */
    static Path noisy(Path file, int bins, int frames, float gain, float own) {
        return write(file, gain, own, new long[] {1, 4, bins, frames}, true);
    }

    /** Batch and time left open, the output without any shape. */
    static Path open(Path file, int bins, float gain) {
        return write(file, gain, 0, new long[] {-1, 4, bins, -1}, false);
    }

    private static Path write(Path file, float gain, float own, long[] shape, boolean stated) {
        TinyGraph graph = new TinyGraph()
                .node("Mul", "scaled", "input", "gain")
                .node("Add", "output", "scaled", "own")
                .floats("gain", new long[] {1}, gain)
                .floats("own", new long[] {1}, own)
                .input("input", TinyGraph.FLOAT, shape);
        return (stated
                        ? graph.output("output", TinyGraph.FLOAT, shape)
                        : graph.shapelessOutput("output", TinyGraph.FLOAT))
                .write(file);
    }

    /** Writes a manifest. */
    public static Path manifest(Path file, String json) {
        try {
            return Files.writeString(file, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
