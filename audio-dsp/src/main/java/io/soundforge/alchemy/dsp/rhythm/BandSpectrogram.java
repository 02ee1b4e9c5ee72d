package io.soundforge.alchemy.dsp.rhythm;

import io.soundforge.alchemy.dsp.features.FrameCutter;
import io.soundforge.alchemy.dsp.features.SampleSink;

/**
 * Levels of narrow bands (four to the octave from 30 Hz on) at {@value #FRAMES_PER_SECOND} frames per second; frame k is
 * centred on second k/100.
 */
final class BandSpectrogram implements SampleSink {
    static final int FRAMES_PER_SECOND = 100;
    static final double LOWEST_HZ = 30;
    private static final double HIGHEST_HZ = 11_000;
    private static final int BANDS_PER_OCTAVE = 4;
    /** 1024 samples at 22.05 kHz. */
    private static final double FRAME_SECONDS = 0.0465;

    private static final double SILENCE_DB = -200;

    private final BandLevels levels;
    private final FrameCutter cutter;

    BandSpectrogram(double sampleRate) {
        int size = BandLevels.frameSize(sampleRate, FRAME_SECONDS);
        BandLevels.Bands bands =
                new BandLevels.Bands(LOWEST_HZ, Math.min(HIGHEST_HZ, 0.45 * sampleRate), BANDS_PER_OCTAVE);
        this.levels = new BandLevels(sampleRate, size, bands, FRAMES_PER_SECOND, 1);
        this.cutter = new FrameCutter(size, sampleRate / FRAMES_PER_SECOND, levels::add);
    }

    @Override
    public void accept(float[] samples, int count) {
        cutter.accept(samples, count);
    }

    void finish() {
        cutter.finish();
    }

    int frames() {
        return levels.frames();
    }

    int bands() {
        return levels.bands();
    }

    /** Level of a band in dB; a sine of amplitude 1 has about 0. */
    double level(int frame, int band) {
        return levels.level(frame, band);
    }

    /** Mean level of every band over the frames between two moments. */
    double[] meanLevels(double from, double to) {
        int first = (int) Math.max(0, Math.ceil(from * FRAMES_PER_SECOND));
        int last = (int) Math.min(frames() - 1.0, Math.ceil(to * FRAMES_PER_SECOND) - 1);
        double[] means = new double[bands()];
        for (int band = 0; band < means.length; band++) {
            for (int k = first; k <= last; k++) {
                means[band] += level(k, band);
            }
            means[band] = first <= last ? means[band] / (last - first + 1) : SILENCE_DB;
        }
        return means;
    }

    /** Centre of a band in Hz. */
    double centre(int band) {
        return levels.centre(band);
    }
}
