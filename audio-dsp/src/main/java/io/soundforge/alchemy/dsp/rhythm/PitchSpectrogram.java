package io.soundforge.alchemy.dsp.rhythm;

import io.soundforge.alchemy.dsp.features.Decimator;
import io.soundforge.alchemy.dsp.features.FrameCutter;
import io.soundforge.alchemy.dsp.features.SampleSink;

/**
 * Levels of semitones from 60 Hz to 2.4 kHz at {@value #FRAMES_PER_SECOND} frames per second, each seen through a window of
 * about 0.19 s: long enough to tell notes that swell into each other, too long for drums. Frame k is centred on second k/50.
 * Borders of bands lie between semitones.
 */
final class PitchSpectrogram implements SampleSink {
    static final int FRAMES_PER_SECOND = 50;
    private static final double LOWEST_HZ = 60;
    private static final double HIGHEST_HZ = 2400;
    private static final double RATE = 5512.5;
    private static final double FRAME_SECONDS = 0.186;
    private static final int BANDS_PER_OCTAVE = 12;
    /** In long tracks one frame stands for two. */
    private static final int REPEATS = 2;

    private final BandLevels levels;
    private final FrameCutter cutter;
    private final Decimator decimator;

    PitchSpectrogram(double sampleRate) {
        int factor = (int) Math.max(1, Math.round(sampleRate / RATE));
        double rate = sampleRate / factor;
        int size = BandLevels.frameSize(rate, FRAME_SECONDS);
        BandLevels.Bands bands = new BandLevels.Bands(LOWEST_HZ, Math.min(HIGHEST_HZ, 0.43 * rate), BANDS_PER_OCTAVE);
        this.levels = new BandLevels(rate, size, bands, FRAMES_PER_SECOND, REPEATS);
        this.cutter = new FrameCutter(size, rate / FRAMES_PER_SECOND, levels::add);
        this.decimator = new Decimator(factor, cutter);
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
        levels.forget();
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

    /** Centre of a band in Hz. */
    double centre(int band) {
        return levels.centre(band);
    }
}
