package io.soundforge.alchemy.dsp.rhythm;

import io.soundforge.alchemy.dsp.features.FrameCutter;
import io.soundforge.alchemy.dsp.features.SampleSink;
import io.soundforge.alchemy.dsp.features.Windows;
import io.soundforge.alchemy.dsp.spectrum.RealFft;
import java.util.Arrays;

/**
 * Levels of narrow bands (four to the octave from 30 Hz on) at {@value #FRAMES_PER_SECOND} frames per second; frame k is
 * centred on second k/100. Levels are kept as {@link LevelRows}.
 */
final class BandSpectrogram implements SampleSink {
    static final int FRAMES_PER_SECOND = 100;
    static final double LOWEST_HZ = 30;
    private static final double HIGHEST_HZ = 11_000;
    private static final int BANDS_PER_OCTAVE = 4;
    private static final double FRAME_SECONDS = 0.0465;
    private static final double QUIETEST_ENERGY = 1e-20;
    private static final double SILENCE_DB = -200;
    private static final int HUNDREDTHS = 100;

    private final int[] edges;
    private final double hertzPerBin;
    private final float[] window;
    private final RealFft fft;
    private final float[] windowed;
    private final float[] re;
    private final float[] im;
    private final double[] row;
    private final LevelRows levels;
    private final FrameCutter cutter;

    BandSpectrogram(double sampleRate) {
        int size = frameSize(sampleRate);
        this.fft = new RealFft(size);
        this.window = Windows.hann(size);
        this.windowed = new float[size];
        this.re = new float[fft.bins()];
        this.im = new float[fft.bins()];
        this.hertzPerBin = sampleRate / size;
        this.edges = edges(hertzPerBin, Math.min(HIGHEST_HZ, 0.45 * sampleRate));
        this.row = new double[edges.length - 1];
        this.levels = new LevelRows(row.length, FRAMES_PER_SECOND, 1);
        this.cutter = new FrameCutter(size, sampleRate / FRAMES_PER_SECOND, this::frame);
    }

    /** The power of two nearest to 46.5 ms: 1024 at 22.05 kHz. */
    private static int frameSize(double sampleRate) {
        return 1 << (int) Math.round(Math.log(sampleRate * FRAME_SECONDS) / Math.log(2));
    }

    /** First bins of the bands, at least one bin each, and the end of the last. */
    private static int[] edges(double hertzPerBin, double highest) {
        int steps = (int) Math.floor(Math.log(highest / LOWEST_HZ) / Math.log(2) * BANDS_PER_OCTAVE);
        int[] edges = new int[steps + 1];
        int count = 0;
        for (int i = 0; i <= steps; i++) {
            double hertz = LOWEST_HZ * Math.pow(2, (double) i / BANDS_PER_OCTAVE);
            int bin = Math.max(1, (int) Math.round(hertz / hertzPerBin));
            if (count == 0 || bin > edges[count - 1]) {
                edges[count++] = bin;
            }
        }
        return Arrays.copyOf(edges, count);
    }

    @Override
    public void accept(float[] samples, int count) {
        cutter.accept(samples, count);
    }

    void finish() {
        cutter.finish();
    }

    int frames() {
        return levels.size();
    }

    int bands() {
        return row.length;
    }

    /** Level of a band in dB; a sine of amplitude 1 has about 0. */
    double level(int frame, int band) {
        return levels.hundredths(frame, band) / (double) HUNDREDTHS;
    }

    /** Mean level of every band over the frames between two moments. */
    double[] meanLevels(double from, double to) {
        int first = (int) Math.max(0, Math.ceil(from * FRAMES_PER_SECOND));
        int last = (int) Math.min(frames() - 1.0, Math.ceil(to * FRAMES_PER_SECOND) - 1);
        double[] levels = new double[bands()];
        for (int band = 0; band < levels.length; band++) {
            for (int k = first; k <= last; k++) {
                levels[band] += level(k, band);
            }
            levels[band] = first <= last ? levels[band] / (last - first + 1) : SILENCE_DB;
        }
        return levels;
    }

    /** Centre of a band in Hz. */
    double centre(int band) {
        return Math.sqrt((double) edges[band] * edges[band + 1]) * hertzPerBin;
    }

    private void frame(float[] samples, int offset) {
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
}
