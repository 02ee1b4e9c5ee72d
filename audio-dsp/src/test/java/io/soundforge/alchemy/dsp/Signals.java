package io.soundforge.alchemy.dsp;

import java.util.Arrays;
import java.util.Random;

/** Test signals whose properties are known by construction. Every call gives a fresh array. */
public final class Signals {
    private Signals() {}

    /** A sine that starts at phase 0. */
    public static float[] sine(double frequency, double amplitude, int frames, int sampleRate) {
        float[] samples = new float[frames];
        for (int i = 0; i < frames; i++) {
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * frequency * i / sampleRate));
        }
        return samples;
    }

    /** White noise, uniform in ±amplitude, the same for the same seed. */
    public static float[] noise(long seed, double amplitude, int frames) {
        Random random = new Random(seed);
        float[] samples = new float[frames];
        for (int i = 0; i < frames; i++) {
            samples[i] = (float) (amplitude * (2 * random.nextDouble() - 1));
        }
        return samples;
    }

    /** Two channels of noise that have nothing in common. */
    public static float[][] stereoNoise(long seed, double amplitude, int frames) {
        return new float[][] {noise(seed, amplitude, frames), noise(seed + 1, amplitude, frames)};
    }

    /** Zeros but for one sample. */
    public static float[] impulse(int position, float amplitude, int frames) {
        float[] samples = new float[frames];
        samples[position] = amplitude;
        return samples;
    }

    /** Every sample the same. */
    public static float[] constant(float value, int frames) {
        float[] samples = new float[frames];
        Arrays.fill(samples, value);
        return samples;
    }

    /** Short decaying noise bursts, one every {@code period} seconds from time 0 on. */
    public static float[] clicks(double period, double amplitude, int frames, int sampleRate) {
        Random random = new Random(1);
        float[] samples = new float[frames];
        int length = sampleRate / 100;
        for (int click = 0; click * period * sampleRate < frames; click++) {
            int start = (int) Math.round(click * period * sampleRate);
            for (int i = 0; i < length && start + i < frames; i++) {
                samples[start + i] = (float) (amplitude * (2 * random.nextDouble() - 1) * Math.exp(-5.0 * i / length));
            }
        }
        return samples;
    }

    /** Energy of what is wanted over energy of the error, in dB: the SDR of the SiSEC and MDX challenges. */
    public static double sdrDb(float[][] wanted, float[][] estimate) {
        double signal = 1e-12;
        double error = 1e-12;
        for (int c = 0; c < wanted.length; c++) {
            for (int i = 0; i < wanted[c].length; i++) {
                double difference = (double) wanted[c][i] - estimate[c][i];
                signal += (double) wanted[c][i] * wanted[c][i];
                error += difference * difference;
            }
        }
        return 10 * Math.log10(signal / error);
    }

    /** The same with the estimate's level left free (Le Roux et al., 2019). */
    public static double siSdrDb(float[][] wanted, float[][] estimate) {
        double cross = 0;
        double wantedEnergy = 1e-12;
        double estimateEnergy = 1e-12;
        for (int c = 0; c < wanted.length; c++) {
            for (int i = 0; i < wanted[c].length; i++) {
                cross += (double) wanted[c][i] * estimate[c][i];
                wantedEnergy += (double) wanted[c][i] * wanted[c][i];
                estimateEnergy += (double) estimate[c][i] * estimate[c][i];
            }
        }
        double projection = cross * cross / wantedEnergy;
        return 10 * Math.log10((projection + 1e-12) / (estimateEnergy - projection + 1e-12));
    }
}
