package io.soundforge.alchemy.dsp.rhythm;

import io.soundforge.alchemy.dsp.features.Windows;
import io.soundforge.alchemy.dsp.spectrum.RealFft;
import java.util.Arrays;

/** Levels of bands of equal width in octaves, frame by frame, each frame through a Hann window. Kept as {@link LevelRows}. */
final class BandLevels {
    private static final double QUIETEST_ENERGY = 1e-20;
    private static final double HUNDREDTHS = 100;

    private final int[] edges;
    private final double hertzPerBin;
    private final float[] window;
    private final RealFft fft;
    private final float[] windowed;
    private final float[] re;
    private final float[] im;
    private final double[] row;
    private final int framesPerSecond;
    private final int repeats;
    private LevelRows levels;

    /**
     * No frames yet.
     *
     * @param rate samples per second
     * @param size samples of a frame, a power of two
     * @param bands where they lie
     * @param framesPerSecond how many will come
     * @param repeats as of {@link LevelRows}
     */
    BandLevels(double rate, int size, Bands bands, int framesPerSecond, int repeats) {
        this.fft = new RealFft(size);
        this.window = Windows.hann(size);
        this.windowed = new float[size];
        this.re = new float[fft.bins()];
        this.im = new float[fft.bins()];
        this.hertzPerBin = rate / size;
        this.edges = bands.edges(hertzPerBin);
        this.row = new double[edges.length - 1];
        this.framesPerSecond = framesPerSecond;
        this.repeats = repeats;
        this.levels = new LevelRows(row.length, framesPerSecond, repeats);
    }

    /** Bands between two frequencies in Hz. */
    record Bands(double lowest, double highest, int perOctave) {
        /** First bins of the bands, at least one bin each, and the end of the last. */
        private int[] edges(double hertzPerBin) {
            int steps = (int) Math.floor(Math.log(highest / lowest) / Math.log(2) * perOctave);
            int[] edges = new int[steps + 1];
            int count = 0;
            for (int i = 0; i <= steps; i++) {
                double hertz = lowest * Math.pow(2, (double) i / perOctave);
                int bin = Math.max(1, (int) Math.round(hertz / hertzPerBin));
                if (count == 0 || bin > edges[count - 1]) {
                    edges[count++] = bin;
                }
            }
            return Arrays.copyOf(edges, count);
        }
    }

    /** The power of two nearest to so many seconds. */
    static int frameSize(double rate, double seconds) {
        return 1 << (int) Math.round(Math.log(rate * seconds) / Math.log(2));
    }

    /** Takes the next frame. */
    void add(float[] samples, int offset) {
        for (int i = 0; i < windowed.length; i++) {
            windowed[i] = samples[offset + i] * window[i];
        }
        fft.forward(windowed, 0, re, im);
        for (int band = 0; band < row.length; band++) {
            double energy = QUIETEST_ENERGY;
            for (int bin = edges[band]; bin < edges[band + 1]; bin++) {
                energy += re[bin] * re[bin] + im[bin] * im[bin];
            }
            row[band] = 10 * Math.log10(energy);
        }
        levels.add(row);
    }

    /** Lets go of all frames. */
    void forget() {
        levels = new LevelRows(row.length, framesPerSecond, repeats);
    }

    int frames() {
        return levels.size();
    }

    int bands() {
        return row.length;
    }

    /** Level of a band in dB; a sine of amplitude 1 has about 0. */
    double level(int frame, int band) {
        return levels.hundredths(frame, band) / HUNDREDTHS;
    }

    /** Centre of a band in Hz. */
    double centre(int band) {
        return Math.sqrt((double) edges[band] * edges[band + 1]) * hertzPerBin;
    }
}
