package io.soundforge.alchemy.bench.analysis;

import io.soundforge.alchemy.bench.analysis.metric.BeatScore;
import io.soundforge.alchemy.bench.analysis.metric.TempoScore;
import io.soundforge.alchemy.dsp.rhythm.RhythmFinding;
import java.util.Arrays;
import java.util.List;

/**
 * How well the rhythm of one piece was found.
 *
 * @param tempoError |found - true| in percent of the true tempo, of the nearest allowed multiple
 * @param bias median of found minus true beat time in seconds, over beats that match; NaN if none does
 * @param claimed whether a meter was given
 */
record RhythmScore(
        PieceTruth truth,
        RhythmFinding finding,
        TempoScore tempo,
        BeatScore beats,
        double downbeatF,
        boolean meter,
        boolean claimed,
        double tempoError,
        double bias) {
    static RhythmScore of(PieceTruth truth, RhythmFinding finding) {
        double[] beats = array(finding.beats());
        return new RhythmScore(
                truth,
                finding,
                TempoScore.of(truth.bpm(), finding.bpm()),
                BeatScore.of(truth.beats(), beats),
                BeatScore.fMeasureOf(truth.downbeats(), array(finding.downbeats())),
                truth.timeSignature().equals(finding.timeSignature()),
                finding.timeSignature() != null,
                tempoError(truth.bpm(), finding),
                bias(truth.beats(), beats));
    }

    private static double tempoError(double truth, RhythmFinding finding) {
        Double found = finding.bpm();
        double smallest = 100;
        for (double factor : new double[] {1, 2, 3, 1 / 2.0, 1 / 3.0}) {
            if (found != null) {
                smallest = Math.min(smallest, 100 * Math.abs(found / (factor * truth) - 1));
            }
        }
        return smallest;
    }

    private static double bias(double[] truth, double[] found) {
        double[] differences = new double[found.length];
        int count = 0;
        for (double time : found) {
            double nearest = Double.POSITIVE_INFINITY;
            for (double beat : truth) {
                nearest = Math.abs(time - beat) < Math.abs(nearest) ? time - beat : nearest;
            }
            if (Math.abs(nearest) <= 0.07) {
                differences[count++] = nearest;
            }
        }
        return count == 0 ? Double.NaN : Summary.median(Arrays.copyOf(differences, count));
    }

    private static double[] array(List<Double> times) {
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
