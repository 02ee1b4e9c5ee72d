package io.soundforge.alchemy.dsp.rhythm;

import io.soundforge.alchemy.dsp.features.Decimator;
import io.soundforge.alchemy.dsp.features.FrameCutter;
import io.soundforge.alchemy.dsp.features.SampleSink;
import io.soundforge.alchemy.dsp.features.Windows;
import io.soundforge.alchemy.dsp.spectrum.RealFft;
import java.util.Arrays;

/**
 * Levels of semitones from 60 Hz to 2.4 kHz at {@value #FRAMES_PER_SECOND} frames per second, each seen through a window of
 * about 0.19 s: long enough to tell notes that swell into each other, too long for drums. Frame k is centred on second k/50.
 */
final class PitchSpectrogram implements SampleSink {
    static final int FRAMES_PER_SECOND = 50;
    private static final double LOWEST_HZ = 60;
    private static final double HIGHEST_HZ = 2400;
    private static final double RATE = 5512.5;
    private static final double FRAME_SECONDS = 0.186;
    private static final int BANDS_PER_OCTAVE = 12;
    private static final double QUIETEST_ENERGY = 1e-20;
    private static final int HUNDREDTHS = 100;
    /** In long tracks one frame stands for two. */
    private static final int REPEATS = 2;

    private final Decimator decimator;
    private final FrameCutter cutter;
    private final int[] edges;
    private final double hertzPerBin;
    private final float[] window;
    private final RealFft fft;
    private final float[] windowed;
    private final float[] re;
    private final float[] im;
    private final double[] row;
    private LevelRows levels;

    PitchSpectrogram(double sampleRate) {
        int factor = (int) Math.max(1, Math.round(sampleRate / RATE));
        double rate = sampleRate / factor;
        int size = 1 << (int) Math.round(Math.log(rate * FRAME_SECONDS) / Math.log(2));
        this.fft = new RealFft(size);
        this.window = Windows.hann(size);
        this.windowed = new float[size];
        this.re = new float[fft.bins()];
        this.im = new float[fft.bins()];
        this.hertzPerBin = rate / size;
        this.edges = edges(hertzPerBin, Math.min(HIGHEST_HZ, 0.43 * rate));
        this.row = new double[edges.length - 1];
        this.levels = new LevelRows(row.length, FRAMES_PER_SECOND, REPEATS);
        this.cutter = new FrameCutter(size, rate / FRAMES_PER_SECOND, this::frame);
        this.decimator = new Decimator(factor, cutter);
    }

    /** First bins of the bands, at least one bin each, and the end of the last; borders lie between semitones. */
    private static int[] edges(double hertzPerBin, double highest) {
        int steps = (int) Math.floor(Math.log(highest / LOWEST_HZ) / Math.log(2) * BANDS_PER_OCTAVE);
        int[] edges = new int[steps + 1];
        int count = 0;
        for (int i = 0; i <= steps; i++) {
            int bin =
                    (int) Math.max(1, Math.round(LOWEST_HZ * Math.pow(2, (double) i / BANDS_PER_OCTAVE) / hertzPerBin));
            if (count == 0 || bin > edges[count - 1]) {
                edges[count++] = bin;
            }
        }
        return Arrays.copyOf(edges, count);
    }

    @Override
    public void accept(float[] samples, int count) {
        decimator.accept(samples, count);
    }

    void finish() {
        decimator.finish();
        cutter.finish();
    }

    /** Lets go of all levels. */
    void forget() {
        levels = new LevelRows(row.length, FRAMES_PER_SECOND, REPEATS);
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
