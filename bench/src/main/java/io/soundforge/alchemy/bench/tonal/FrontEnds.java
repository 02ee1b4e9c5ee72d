package io.soundforge.alchemy.bench.tonal;

import io.soundforge.alchemy.dsp.spectrum.RealFft;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What the transforms of the front ends cost by themselves: the most that one for all of them could save. */
enum FrontEnds {
    RHYTHM(1024, 100),
    SWELLS(1024, 50),
    KEY(4096, 10),
    LEAD_NOTES(1024, 50),
    BASS_NOTES(2048, 50),
    SPECTRUM(2048, 21.5);

    private static final int ROUNDS = 3;

    private final int size;
    private final double perSecond;

    FrontEnds(int size, double perSecond) {
        this.size = size;
        this.perSecond = perSecond;
    }

    static void print(double minutes) {
        for (FrontEnds end : values()) {
            double seconds = 0;
            for (int round = 0; round < ROUNDS; round++) {
                seconds = end.seconds((int) (minutes * 60 * end.perSecond));
            }
            System.out.printf(
                    Locale.ROOT,
                    "transforms of %-10s %5d samples, %5.1f a second: %6.3f s for 3 minutes%n",
                    end.name().toLowerCase(Locale.ROOT),
                    end.size,
                    end.perSecond,
                    seconds * 3 / minutes);
        }
    }

    private double seconds(int frames) {
        RealFft fft = new RealFft(size);
        float[] samples = new float[size];
        float[] re = new float[fft.bins()];
        float[] im = new float[fft.bins()];
        long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int frame = 0; frame < frames; frame++) {
            samples[frame % size] = 1 - samples[frame % size];
            fft.forward(samples, 0, re, im);
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1e9;
    }
}
