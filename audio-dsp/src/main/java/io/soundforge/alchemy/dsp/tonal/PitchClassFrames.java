package io.soundforge.alchemy.dsp.tonal;

import io.soundforge.alchemy.dsp.features.FrameCutter;
import io.soundforge.alchemy.dsp.features.SampleSink;
import io.soundforge.alchemy.dsp.features.ShortRows;
import io.soundforge.alchemy.dsp.spectrum.SpectralPeaks;
import java.util.Arrays;

/**
 * Which pitch classes sound, ten times a second: 36 bins to the octave (so that a tuning found later can still be applied),
 * each frame relative to its own sum. Three views: the partials as they are, the notes that explain them
 * ({@link NoteFitting}), and the lowest of these notes. About 8 MB for an hour.
 */
final class PitchClassFrames implements SampleSink {
    static final int FRAMES_PER_SECOND = 10;
    static final int BINS = 36;
    /** The views. */
    static final int PARTIALS = 0;

    static final int NOTES = 1;
    static final int BASS = 2;

    private static final double FRAME_SECONDS = 0.37;
    private static final double LOWEST_HZ = 40;
    private static final double HIGHEST_HZ = 3500;
    private static final double TREBLE_HZ = 110;
    private static final double TREBLE_END_HZ = 2217;
    private static final double LOWEST_NOTE = 43;
    private static final double HIGHEST_NOTE = 90;
    private static final double WHOLLY_BASS = 48;
    private static final double LAST_BASS = 57;
    private static final double C0_HZ = 440 * Math.pow(2, -57.0 / 12);
    private static final double MIDI_OF_C0 = 12;
    private static final int FULL = 30_000;
    private static final int VIEWS = 3;
    private static final int LEVEL = VIEWS * BINS;
    private static final int SHARE = LEVEL + 1;
    private static final int COLUMNS = LEVEL + 2;

    private final SpectralPeaks peaks;
    private final FrameCutter cutter;
    private final NoteFitting fitting = new NoteFitting();
    private final ShortRows rows = new ShortRows(COLUMNS);
    private final short[] row = new short[COLUMNS];
    private final double[][] views = new double[VIEWS][BINS];
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

    /** The highest level of all frames; -140 or less if there are none. */
    double loudest() {
        double loudest = -140;
        for (int k = 0; k < rows.size(); k++) {
            loudest = Math.max(loudest, level(k));
        }
        return loudest;
    }

    /** Share of the energy above the bass that partials hold, 0 (noise) to about 1. */
    double tonalShare(int frame) {
        return rows.get(frame, SHARE) / (double) FULL;
    }

    /** Adds a view of the frame, scaled, to {@code sum[BINS]}. */
    void add(int frame, int view, double scale, double[] sum) {
        for (int i = 0; i < BINS; i++) {
            sum[i] += scale * rows.get(frame, view * BINS + i) / FULL;
        }
    }

    private void frame(float[] samples, int offset) {
        for (double[] view : views) {
            Arrays.fill(view, 0);
        }
        fitting.clear();
        partialEnergy = 0;
        double whole = peaks.find(samples, offset, TREBLE_HZ, this::partial);
        addNotes(fitting.fit());
        double total = store(views[PARTIALS], PARTIALS);
        store(views[NOTES], NOTES);
        store(views[BASS], BASS);
        row[LEVEL] = (short) Math.round(2000 * Math.log10(Math.max(total, 1e-7)));
        double share = whole == 0 ? 0 : Math.min(1, partialEnergy / whole);
        row[SHARE] = (short) Math.round(share * FULL);
        rows.add(row);
    }

    private void partial(double hertz, double amplitude) {
        double octaves = Math.log(hertz / C0_HZ) / Math.log(2);
        fitting.add(MIDI_OF_C0 + 12 * octaves, amplitude);
        if (hertz < TREBLE_HZ) {
            return;
        }
        // A Hann window spreads a partial over bins whose energies sum to 1.5 times that of the peak.
        partialEnergy += 1.5 * amplitude * amplitude;
        if (hertz < TREBLE_END_HZ) {
            spread(views[PARTIALS], octaves, amplitude);
            tuning.add(1200 * octaves, amplitude);
        }
    }

    private void addNotes(float[] strengths) {
        for (int place = 0; place < strengths.length; place++) {
            double midi = NoteFitting.LOWEST_MIDI + place * 12.0 / NoteFitting.STEPS;
            double octaves = (midi - MIDI_OF_C0) / 12;
            if (strengths[place] == 0 || midi > HIGHEST_NOTE) {
                continue;
            }
            if (midi >= LOWEST_NOTE) {
                spread(views[NOTES], octaves, strengths[place]);
            }
            double depth = Math.min(1, (LAST_BASS - midi) / (LAST_BASS - WHOLLY_BASS));
            if (depth > 0) {
                spread(views[BASS], octaves, depth * strengths[place]);
            }
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

    private double store(double[] bins, int view) {
        double total = 0;
        for (double bin : bins) {
            total += bin;
        }
        for (int i = 0; i < BINS; i++) {
            row[view * BINS + i] = (short) (total == 0 ? 0 : Math.round(bins[i] / total * FULL));
        }
        return total;
    }
}
