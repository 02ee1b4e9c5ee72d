package io.soundforge.alchemy.contracts.interchange;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Beats with their places in bars, and stretches of even tempo that fit them. */
final class BeatGrid {
    private final List<Double> times;
    private final int[] positions;
    private final int[] bars;

    /**
     * A stretch of one tempo.
     *
     * @param beat its first beat, from 0
     * @param beats how many intervals it spans, 1 or more
     * @param bpm a multiple of the step asked for
     */
    record Run(int beat, int beats, double bpm) {}

    private BeatGrid(List<Double> times, int[] positions, int[] bars) {
        this.times = times;
        this.positions = positions;
        this.bars = bars;
    }

    static BeatGrid of(TrackAnalysis analysis) {
        List<Double> beats = analysis.beats();
        Set<Double> downbeats = new HashSet<>(analysis.downbeats());
        int[] positions = new int[beats.size()];
        int[] bars = new int[beats.size()];
        int meter = beatsPerBar(analysis);
        int first = 0;
        while (first < beats.size() && !downbeats.contains(beats.get(first))) {
            first++;
        }
        boolean known = first < beats.size();
        int bar = 0;
        for (int i = 0; i < beats.size(); i++) {
            boolean begins = downbeats.contains(beats.get(i));
            bar += begins ? 1 : 0;
            bars[i] = bar;
            int upbeat = Math.floorMod(i - first, meter) + 1;
            positions[i] = !known ? 0 : begins ? 1 : bar == 0 ? upbeat : positions[i - 1] + 1;
        }
        return new BeatGrid(beats, positions, bars);
    }

    /** The upper figure of the time signature; 4 where it is not known. */
    static int beatsPerBar(TrackAnalysis analysis) {
        String signature = analysis.timeSignature();
        return signature == null ? 4 : Integer.parseInt(signature.substring(0, signature.indexOf('/')));
    }

    int size() {
        return times.size();
    }

    double time(int beat) {
        return times.get(beat);
    }

    /** Place in the bar from 1 on; 0 where bars are not known. */
    int position(int beat) {
        return positions[beat];
    }

    /** Number of the bar from 1 on; 0 before the first known bar line. */
    int bar(int beat) {
        return bars[beat];
    }

    /**
     * Stretches, from the start on and each as long as halving finds it, whose evenly spaced beats lie within a tolerance of
     * the real ones.
     *
     * @param tolerance seconds
     * @param step tempos are multiples of this
     */
    List<Run> runs(double tolerance, double step) {
        List<Run> runs = new ArrayList<>();
        int from = 0;
        while (from + 1 < times.size()) {
            int most = longest(from, tolerance, step);
            runs.add(new Run(from, most, tempo(from, most, step)));
            from += most;
        }
        return runs;
    }

    private int longest(int from, double tolerance, double step) {
        int fitting = times.size() - 1 - from;
        int failing = fitting + 1;
        while (fitting > 1 && !fits(from, fitting, tolerance, step)) {
            failing = fitting;
            fitting /= 2;
        }
        while (failing - fitting > 1) {
            int middle = (fitting + failing) / 2;
            if (fits(from, middle, tolerance, step)) {
                fitting = middle;
            } else {
                failing = middle;
            }
        }
        return fitting;
    }

    private double tempo(int from, int beats, double step) {
        double bpm = 60 * beats / (times.get(from + beats) - times.get(from));
        return Math.max(step, Math.round(bpm / step) * step);
    }

    private boolean fits(int from, int beats, double tolerance, double step) {
        double bpm = tempo(from, beats, step);
        for (int i = 1; i <= beats; i++) {
            if (Math.abs(times.get(from) + i * 60 / bpm - times.get(from + i)) > tolerance) {
                return false;
            }
        }
        return true;
    }
}
