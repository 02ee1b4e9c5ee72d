package io.soundforge.alchemy.dsp.timbre;

import io.soundforge.alchemy.dsp.features.FrameCutter;
import io.soundforge.alchemy.dsp.features.SampleSink;
import io.soundforge.alchemy.dsp.features.Windows;
import io.soundforge.alchemy.dsp.spectrum.RealFft;

/**
 * Listens to the sound of a track while it streams in, at its own rate, and averages its spectrum over frames of about 46 ms,
 * side by side, that lie wholly inside the track and are not silent. A constant offset is no sound. Keeps sums only. One
 * thread at a time.
 */
public final class TimbreAnalyzer implements SampleSink {
    private static final double FRAME_SECONDS = 0.0465;
    private static final int SMALLEST_FRAME = 512;
    private static final double SILENT_DB = -70;
    /** The window spreads a constant offset over bins 0 and 1. */
    private static final int FIRST_BIN = 2;
    /** The squares of the bins of a sine sum to 1.5 times its squared amplitude, which is twice its power. */
    private static final double SQUARES_PER_POWER = 3;

    private final RealFft fft;
    private final float[] window;
    private final float[] windowed;
    private final float[] re;
    private final float[] im;
    private final float[] magnitudes;
    private final FrameCutter cutter;
    private final Centroid centroid;
    private final SpectralContrast contrast;
    private final MagnitudeProfile profile;
    private long cut;
    private long audible;

    /**
     * Sets up for one track.
     *
     * @param sampleRate Hz
     */
    public TimbreAnalyzer(double sampleRate) {
        int nearest = 1 << (int) Math.round(Math.log(sampleRate * FRAME_SECONDS) / Math.log(2));
        int size = Math.max(SMALLEST_FRAME, nearest);
        this.fft = new RealFft(size);
        this.window = Windows.hann(size);
        this.windowed = new float[size];
        this.re = new float[fft.bins()];
        this.im = new float[fft.bins()];
        this.magnitudes = new float[fft.bins()];
        this.cutter = new FrameCutter(size, size, this::frame);
        double hertzPerBin = sampleRate / size;
        this.centroid = new Centroid(hertzPerBin, FIRST_BIN);
        this.contrast = new SpectralContrast(hertzPerBin, FIRST_BIN, fft.bins());
        this.profile = new MagnitudeProfile(FIRST_BIN, fft.bins());
    }

    /** Takes the next mono samples, which must be finite. */
    @Override
    public void accept(float[] samples, int count) {
        cutter.accept(samples, count);
    }

    /** The averages. Call once; frames that reach over the end are not waited for. */
    public TimbreFinding finish() {
        if (audible == 0) {
            return TimbreFinding.none("silence, or shorter than a tenth of a second");
        }
        return new TimbreFinding(centroid.mean(audible), contrast.means(audible), profile.relative(), null);
    }

    private void frame(float[] samples, int offset) {
        // The first frame is centred on the first sample: half of it lies before the track.
        if (cut++ == 0) {
            return;
        }
        if (measure(samples, offset) / SQUARES_PER_POWER < Math.pow(10, SILENT_DB / 10)) {
            return;
        }
        centroid.add(magnitudes);
        contrast.add(magnitudes);
        profile.add(magnitudes);
        audible++;
    }

    /** Fills {@code magnitudes} and gives the sum of their squares. */
    private double measure(float[] samples, int offset) {
        for (int i = 0; i < windowed.length; i++) {
            windowed[i] = samples[offset + i] * window[i];
        }
        fft.forward(windowed, 0, re, im);
        // A loop over floats alone is vectorised.
        for (int bin = 0; bin < magnitudes.length; bin++) {
            magnitudes[bin] = (float) Math.sqrt(re[bin] * re[bin] + im[bin] * im[bin]);
        }
        double squares = 0;
        for (int bin = FIRST_BIN; bin < magnitudes.length; bin++) {
            squares += (double) magnitudes[bin] * magnitudes[bin];
        }
        return squares;
    }
}
