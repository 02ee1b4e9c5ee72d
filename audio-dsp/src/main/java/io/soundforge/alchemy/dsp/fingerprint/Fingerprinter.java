package io.soundforge.alchemy.dsp.fingerprint;

import io.soundforge.alchemy.dsp.features.Decimator;
import io.soundforge.alchemy.dsp.features.Windows;
import io.soundforge.alchemy.dsp.pcm.PcmSource;
import io.soundforge.alchemy.dsp.spectrum.RealFft;
import java.io.IOException;
import java.util.Arrays;

/**
 * Takes fingerprints of audio at 44 100 Hz: sub-fingerprints of Haitsma and Kalker (ISMIR 2002) on frames of 0.37 s at 5512.5 Hz,
 * 33 bands evenly spaced in pitch from 300 to 2000 Hz. A bit says whether the difference between two neighbouring bands
 * has grown since the frame before. Frames overlap by three quarters instead of 31/32, which makes a fingerprint an eighth
 * as large and still leaves any two starts at most an eighth of a frame apart.
 */
public final class Fingerprinter {
    private static final int RATE = 44_100;
    private static final int FACTOR = 8;
    private static final int FRAME = 2048;
    private static final int HOP = FRAME / 4;
    private static final int BANDS = 33;
    private static final double LOWEST = 300;
    private static final double HIGHEST = 2000;
    private static final int BLOCK = 1 << 16;

    private final RealFft fft = new RealFft(FRAME);
    private final float[] window = Windows.hann(FRAME);
    private final int[] borders = new int[BANDS + 1];
    private final float[] frame = new float[FRAME];
    private final float[] re = new float[fft.bins()];
    private final float[] im = new float[fft.bins()];
    private final Decimator decimator = new Decimator(FACTOR, this::accept);
    private double[] before = new double[BANDS];
    private int filled;
    private boolean first = true;
    private int[] words = new int[1024];
    private int count;

    private Fingerprinter() {
        for (int band = 0; band <= BANDS; band++) {
            double hertz = LOWEST * StrictMath.pow(HIGHEST / LOWEST, (double) band / BANDS);
            borders[band] = (int) Math.round(hertz * FRAME / ((double) RATE / FACTOR));
        }
    }

    /**
     * The fingerprint of all channels together. Memory does not depend on the length but for the result.
     *
     * @throws IllegalArgumentException for another rate than 44 100 Hz
     */
    public static Fingerprint of(PcmSource source) throws IOException {
        return new Fingerprint(words(source, 0));
    }

    /**
     * The fingerprint of a clip, to be found within recordings by {@link Fingerprint#locate}: four times as large, so that it
     * is at most an eighth of a step off wherever it was cut.
     *
     * @throws IllegalArgumentException for another rate than 44 100 Hz
     */
    public static Fingerprint ofClip(PcmSource source) throws IOException {
        int[][] beginnings = new int[Fingerprint.BEGINNINGS][];
        for (int place = 0; place < beginnings.length; place++) {
            beginnings[place] = words(source, place * FACTOR * HOP / beginnings.length);
        }
        int length = beginnings[beginnings.length - 1].length;
        int[] all = new int[beginnings.length * length];
        for (int place = 0; place < beginnings.length; place++) {
            System.arraycopy(beginnings[place], 0, all, place * length, length);
        }
        return Fingerprint.ofBeginnings(all);
    }

    private static int[] words(PcmSource source, long first) throws IOException {
        if (source.sampleRate() != RATE) {
            throw new IllegalArgumentException("expected 44100 Hz; got " + source.sampleRate());
        }
        Fingerprinter printer = new Fingerprinter();
        float[][] block = new float[source.channels()][BLOCK];
        for (long start = first; start < source.frames(); start += BLOCK) {
            int n = (int) Math.min(BLOCK, source.frames() - start);
            source.read(start, block, 0, n);
            for (int channel = 1; channel < block.length; channel++) {
                for (int i = 0; i < n; i++) {
                    block[0][i] += block[channel][i];
                }
            }
            printer.add(block[0], n);
        }
        return printer.ended();
    }

    /** Of samples as they come, mono at 44 100 Hz; those that follow are given to {@link #add}. */
    public static Fingerprinter begin() {
        return new Fingerprinter();
    }

    /** @param samples the first {@code count} count */
    public void add(float[] samples, int count) {
        decimator.accept(samples, count);
    }

    /** The fingerprint of what came; nothing may come after it. */
    public Fingerprint finish() {
        return new Fingerprint(ended());
    }

    private int[] ended() {
        decimator.finish();
        return Arrays.copyOf(words, count);
    }

    private void accept(float[] samples, int n) {
        for (int done = 0; done < n; ) {
            int taken = Math.min(n - done, FRAME - filled);
            System.arraycopy(samples, done, frame, filled, taken);
            filled += taken;
            done += taken;
            if (filled == FRAME) {
                word();
                System.arraycopy(frame, HOP, frame, 0, FRAME - HOP);
                filled = FRAME - HOP;
            }
        }
    }

    private void word() {
        double[] energies = energies();
        if (!first) {
            int word = 0;
            for (int band = 0; band < BANDS - 1; band++) {
                double growth = energies[band] - energies[band + 1] - (before[band] - before[band + 1]);
                word = word << 1 | (growth > 0 ? 1 : 0);
            }
            words = count < words.length ? words : Arrays.copyOf(words, 2 * count);
            words[count++] = word;
        }
        first = false;
        before = energies;
    }

    private double[] energies() {
        float[] windowed = new float[FRAME];
        for (int i = 0; i < FRAME; i++) {
            windowed[i] = frame[i] * window[i];
        }
        fft.forward(windowed, 0, re, im);
        double[] energies = new double[BANDS];
        for (int band = 0; band < BANDS; band++) {
            for (int bin = borders[band]; bin < borders[band + 1]; bin++) {
                energies[band] += (double) re[bin] * re[bin] + (double) im[bin] * im[bin];
            }
        }
        return energies;
    }
}
