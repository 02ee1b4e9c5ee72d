package io.soundforge.alchemy.dsp.rhythm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Ranks tempi between {@value #SLOWEST} and {@value #FASTEST} BPM by periodicity and a log-normal prior (people tap near
 * 120). Which of them, or of their multiples, is the beat is decided with beats in hand by {@link PulseJudge}.
 */
final class TempoEstimator {
    static final double SLOWEST = 48;
    static final double FASTEST = 215;
    private static final double STEP = 1.004;
    private static final double PRIOR_CENTRE = 122;
    private static final double PRIOR_OCTAVES = 0.85;
    private static final int MULTIPLES = 4;
    private static final double DISTINCT = 0.04;
    private static final double REFINING_RANGE = 1.01;
    private static final double REFINING_STEP = 1.0005;
    private static final int REFINING_BEATS = 6;

    private TempoEstimator() {}

    static double periodFrames(double bpm) {
        return 60.0 * BandSpectrogram.FRAMES_PER_SECOND / bpm;
    }

    /**
     * A tempo and its standing.
     *
     * @param score relative to other candidates of the same track
     * @param clarity mean correlation of the onsets with those one period later, about 0 to 1
     */
    record Candidate(double bpm, double score, double clarity) {}

    /** The local maxima, best first; empty if nothing repeats. */
    static List<Candidate> rank(Periodicity periodicity) {
        List<Candidate> scan = new ArrayList<>();
        for (double bpm = SLOWEST / STEP; bpm <= FASTEST * STEP; bpm *= STEP) {
            scan.add(candidate(periodicity, bpm));
        }
        List<Candidate> peaks = new ArrayList<>();
        for (int i = 1; i + 1 < scan.size(); i++) {
            double score = scan.get(i).score();
            if (score > 0
                    && score >= scan.get(i - 1).score()
                    && score > scan.get(i + 1).score()) {
                peaks.add(scan.get(i));
            }
        }
        peaks.sort(Comparator.comparingDouble(Candidate::score).reversed());
        return distinct(peaks);
    }

    static Candidate candidate(Periodicity periodicity, double bpm) {
        double period = periodFrames(bpm);
        double own = Math.max(0, periodicity.correlation(period));
        double multiples = 0;
        for (int m = 2; m <= MULTIPLES; m++) {
            multiples += Math.max(0, periodicity.correlation(m * period)) / (MULTIPLES - 1);
        }
        double comb = own * (0.5 * own + 0.5 * multiples);
        double score = Math.sqrt(comb) * periodicity.magnitude(bpm) * prior(bpm);
        return new Candidate(bpm, score, 0.5 * (own + multiples));
    }

    /** The tempo near {@code bpm} at which onsets agree best with those up to {@value #REFINING_BEATS} beats later. */
    static double refine(Periodicity periodicity, double bpm) {
        double best = bpm;
        double highest = Double.NEGATIVE_INFINITY;
        for (double near = bpm / REFINING_RANGE; near <= bpm * REFINING_RANGE; near *= REFINING_STEP) {
            double sum = 0;
            for (int m = 1; m <= REFINING_BEATS; m++) {
                sum += periodicity.correlation(m * periodFrames(near));
            }
            if (sum > highest) {
                highest = sum;
                best = near;
            }
        }
        return best;
    }

    static double prior(double bpm) {
        double octaves = Math.log(bpm / PRIOR_CENTRE) / Math.log(2);
        return Math.exp(-0.5 * octaves * octaves / (PRIOR_OCTAVES * PRIOR_OCTAVES));
    }

    private static List<Candidate> distinct(List<Candidate> ranked) {
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : ranked) {
            boolean known = kept.stream().anyMatch(k -> Math.abs(Math.log(k.bpm() / candidate.bpm())) < DISTINCT);
            if (!known) {
                kept.add(candidate);
            }
        }
        return kept;
    }
}
