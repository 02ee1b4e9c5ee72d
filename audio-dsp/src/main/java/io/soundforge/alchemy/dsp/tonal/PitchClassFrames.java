package io.soundforge.alchemy.dsp.tonal;

import io.soundforge.alchemy.dsp.features.FrameCutter;
import io.soundforge.alchemy.dsp.features.SampleSink;
import io.soundforge.alchemy.dsp.features.ShortRows;
import io.soundforge.alchemy.dsp.spectrum.SpectralPeaks;
import java.util.Arrays;

/**
 * Which pitch classes sound, ten times a second: 36 bins to the octave (so that a tuning found later can still be applied),
 * once for the bass and once for the notes above, each frame relative to its own sum. About 5 MB for an hour.
 */
final class PitchClassFrames implements SampleSink {
    static final int FRAMES_PER_SECOND = 10;
    static final int BINS = 36;
    private static final double FRAME_SECONDS = 0.37;
    private static final double LOWEST_HZ = 50;
    private static final double HIGHEST_HZ = 2200;
    private static final double BASS_HZ = 200;
    private static final double TREBLE_HZ = 110;
    private static final double C0_HZ = 440 * Math.pow(2, -57.0 / 12);
    private static final int FULL = 30_000;
    private static final int LEVEL = 2 * BINS;
    private static final int SHARE = 2 * BINS + 1;

    private final SpectralPeaks peaks;
    private final FrameCutter cutter;
    private final ShortRows rows = new ShortRows(2 * BINS + 2);
    private final short[] row = new short[2 * BINS + 2];
    private final double[] treble = new double[BINS];
    private final double[] bass = new double[BINS];
    private final Tuning tuning = new Tuning();
    private double partialEnergy;

    PitchClassFrames(double sampleRate) {
        int size = 1 << (int) Math.round(Math.log(sampleRate * FRAME_SECONDS) / Math.log(2));
        this.peaks = new SpectralPeaks(size, sampleRate, LOWEST_HZ, HIGHEST_HZ);
        this.cutter = new FrameCutter(size, sampleRate / FRAMES_PER_SECOND, this::frame);
    }

    @Override
    public void accept(float[] samples, int count) {
        cutter.accept(samples, count);
    }

    void finish() {
        cutter.finish();
    }

    int frames() {
        return rows.size();
    }

    Tuning tuning() {
        return tuning;
    }

    /** Amplitude of the partials above the bass, in dB. */
    double level(int frame) {
        return rows.get(frame, LEVEL) / 100.0;
    }

    /** Share of the energy above the bass that partials hold, 0 (noise) to about 1. */
    double tonalShare(int frame) {
        return rows.get(frame, SHARE) / (double) FULL;
    }

    /** Adds the frame's notes above the bass, scaled, to {@code sum[BINS]}. */
    void addTreble(int frame, double scale, double[] sum) {
        add(frame, 0, scale, sum);
    }

    /** Adds the frame's bass, scaled, to {@code sum[BINS]}. */
    void addBass(int frame, double scale, double[] sum) {
        add(frame, BINS, scale, sum);
    }

    private void add(int frame, int column, double scale, double[] sum) {
        for (int i = 0; i < BINS; i++) {
            sum[i] += scale * rows.get(frame, column + i) / FULL;
        }
    }

    private void frame(float[] samples, int offset) {
        Arrays.fill(treble, 0);
        Arrays.fill(bass, 0);
        partialEnergy = 0;
        double whole = peaks.find(samples, offset, TREBLE_HZ, this::partial);
        double total = store(treble, 0);
        store(bass, BINS);
        row[LEVEL] = (short) Math.round(2000 * Math.log10(Math.max(total, 1e-7)));
        double share = whole == 0 ? 0 : Math.min(1, partialEnergy / whole);
        row[SHARE] = (short) Math.round(share * FULL);
        rows.add(row);
    }

    private void partial(double hertz, double amplitude) {
        double octaves = Math.log(hertz / C0_HZ) / Math.log(2);
        if (hertz >= TREBLE_HZ) {
            spread(treble, octaves, amplitude);
            tuning.add(1200 * octaves, amplitude);
            // A Hann window spreads a partial over bins whose energies sum to 1.5 times that of the peak.
            partialEnergy += 1.5 * amplitude * amplitude;
        }
        if (hertz < BASS_HZ) {
            spread(bass, octaves, amplitude);
        }
    }

    /** Splits an amplitude over the two nearest bins. */
    private static void spread(double[] bins, double octaves, double amplitude) {
        double place = octaves * BINS;
        int below = (int) Math.floor(place);
        double part = place - below;
        bins[Math.floorMod(below, BINS)] += amplitude * (1 - part);
        bins[Math.floorMod(below + 1, BINS)] += amplitude * part;
    }

    private double store(double[] bins, int column) {
        double total = 0;
        for (double bin : bins) {
            total += bin;
        }
        for (int i = 0; i < BINS; i++) {
            row[column + i] = (short) (total == 0 ? 0 : Math.round(bins[i] / total * FULL));
        }
        return total;
    }
}
