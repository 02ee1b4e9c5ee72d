package io.soundforge.alchemy.dsp.loudness;

import java.util.Arrays;

/** Sine tones fed to a meter, one stretch after the other, with a phase that runs on. */
final class Tone {
    private static final int BLOCK = 4096;

    private final LoudnessMeter meter;
    private final int sampleRate;
    private final int channels;
    private final double hertz;
    private long position;

    Tone(LoudnessMeter meter, int sampleRate, int channels, double hertz) {
        this.meter = meter;
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.hertz = hertz;
    }

    /** A stretch with the same peak level in all channels. */
    Tone play(double seconds, double peakDbfs) {
        double[] levels = new double[channels];
        Arrays.fill(levels, peakDbfs);
        return play(seconds, levels);
    }

    /** A stretch with one peak level per channel. */
    Tone play(double seconds, double[] peakDbfs) {
        long end = position + Math.round(seconds * sampleRate);
        float[][] block = new float[channels][BLOCK];
        double[] gains =
                Arrays.stream(peakDbfs).map(level -> Math.pow(10, level / 20)).toArray();
        while (position < end) {
            int count = (int) Math.min(BLOCK, end - position);
            for (int i = 0; i < count; i++) {
                double sine = Math.sin(2 * Math.PI * hertz * (position + i) / sampleRate);
                for (int c = 0; c < channels; c++) {
                    block[c][i] = (float) (gains[c] * sine);
                }
            }
            meter.process(block, count);
            position += count;
        }
        return this;
    }
}
