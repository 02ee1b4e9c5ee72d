package io.soundforge.alchemy.dsp.melody;

import io.soundforge.alchemy.dsp.features.FrameCutter;
import io.soundforge.alchemy.dsp.features.SampleSink;
import io.soundforge.alchemy.dsp.features.ShortRows;
import io.soundforge.alchemy.dsp.spectrum.SpectralPeaks;
import java.util.Arrays;

/**
 * The {@value #MOST} strongest pitches of a register, {@value #FRAMES_PER_SECOND} times a second; frame k is centred on second
 * k/50. Pitches are kept in cents, strengths in hundredths of a decibel: about 5 MB for an hour.
 */
final class PitchCandidates implements SampleSink {
    static final int FRAMES_PER_SECOND = 50;
    static final int MOST = 5;
    private static final int COLUMNS = 3;
    private static final int HUNDREDTHS = 100;
    private static final double MOST_OVERTONES = 100;
    private static final double QUIETEST = 1e-4;
    /** The share of a frame's energy that a tone must have; in noise single bins stand out by less. */
    private static final double LEAST_SHARE = 0.04;
    /** A Hann window spreads a partial over bins whose energies sum to 1.5 times that of the peak. */
    private static final double SQUARES_PER_PARTIAL = 1.5;

    private final Register register;
    private final SpectralPeaks peaks;
    private final HarmonicSum harmonics;
    private final FrameCutter cutter;
    private ShortRows rows = new ShortRows(COLUMNS * MOST);
    private final short[] row = new short[COLUMNS * MOST];
    private final double[] strengths = new double[MOST];
    private final double[] pitches = new double[MOST];
    private final double[] overtones = new double[MOST];

    PitchCandidates(Register register, double sampleRate) {
        int size = 1 << (int) Math.round(Math.log(sampleRate * register.frameSeconds()) / Math.log(2));
        this.register = register;
        this.peaks = new SpectralPeaks(size, sampleRate, register.lowestHertz(), register.highestPartial());
        this.harmonics = new HarmonicSum(register);
        this.cutter = new FrameCutter(size, sampleRate / FRAMES_PER_SECOND, this::frame);
    }

    @Override
    public void accept(float[] samples, int count) {
        cutter.accept(samples, count);
    }

    void finish() {
        cutter.finish();
    }

    /** Lets go of all candidates. */
    void forget() {
        rows = new ShortRows(COLUMNS * MOST);
    }

    int frames() {
        return rows.size();
    }

    /** Fractional MIDI number; 0 if the frame has fewer candidates. */
    double pitch(int frame, int candidate) {
        return rows.get(frame, COLUMNS * candidate) / (double) HUNDREDTHS;
    }

    boolean exists(int frame, int candidate) {
        return rows.get(frame, COLUMNS * candidate) > 0;
    }

    /** Level in dB. */
    double strength(int frame, int candidate) {
        return rows.get(frame, COLUMNS * candidate + 1) / (double) HUNDREDTHS;
    }

    /** Summed amplitudes of the overtones relative to the fundamental's; 0 for a lone partial. */
    double overtones(int frame, int candidate) {
        return rows.get(frame, COLUMNS * candidate + 2) / (double) HUNDREDTHS;
    }

    private void frame(float[] samples, int offset) {
        harmonics.clear();
        double squares = peaks.find(samples, offset, register.lowestHertz(), harmonics::add);
        Arrays.fill(strengths, 0);
        for (int partial = 0; partial < harmonics.partials(); partial++) {
            if (harmonics.isCandidate(partial)) {
                rate(partial, squares);
            }
        }
        store();
    }

    private void rate(int partial, double squares) {
        double strength = harmonics.strength(partial);
        if (strength >= QUIETEST && SQUARES_PER_PARTIAL * harmonics.squares() >= LEAST_SHARE * squares) {
            insert(Pitch.midi(harmonics.hertz(partial)), strength, harmonics.overtones(partial));
        }
    }

    /** Keeps the strongest, in descending order. */
    private void insert(double pitch, double strength, double overtone) {
        int at = MOST;
        while (at > 0 && strengths[at - 1] < strength) {
            at--;
        }
        if (at < MOST) {
            System.arraycopy(strengths, at, strengths, at + 1, MOST - at - 1);
            System.arraycopy(pitches, at, pitches, at + 1, MOST - at - 1);
            System.arraycopy(overtones, at, overtones, at + 1, MOST - at - 1);
            strengths[at] = strength;
            pitches[at] = pitch;
            overtones[at] = Math.min(MOST_OVERTONES, overtone);
        }
    }

    private void store() {
        for (int i = 0; i < MOST; i++) {
            boolean exists = strengths[i] > 0;
            row[COLUMNS * i] = (short) (exists ? Math.round(pitches[i] * HUNDREDTHS) : 0);
            row[COLUMNS * i + 1] = (short) (exists ? Math.round(20 * Math.log10(strengths[i]) * HUNDREDTHS) : 0);
            row[COLUMNS * i + 2] = (short) (exists ? Math.round(overtones[i] * HUNDREDTHS) : 0);
        }
        rows.add(row);
    }
}
