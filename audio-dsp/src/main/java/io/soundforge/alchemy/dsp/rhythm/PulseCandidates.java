package io.soundforge.alchemy.dsp.rhythm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds the pulses that may be the beat: tempi at which onsets repeat, their multiples and parts, each followed through the track. */
final class PulseCandidates {
    private static final double SLOWEST = 40;
    private static final double FASTEST = 220;
    private static final double[] RELATED = {1, 2, 0.5, 3, 1 / 3.0, 1.5, 2 / 3.0};
    private static final double STEADY_SHARE = 0.86;
    private static final int PHASES = 48;
    private static final int SMEAR = 2;
    /** What begins so near to something louder is a part of it: the foot of a note under a drum. */
    private static final double ALONE_FRAMES = 4.5;

    private static final double LEAST_PHASE = 0.3;
    private static final double DISTINCT = 0.05;
    private static final int MOST_PEAKS = 4;
    private static final int MOST_TEMPI = 9;
    private static final int FEWEST_BEATS = 4;

    private PulseCandidates() {}

    static List<Pulse> of(Cues cues, List<TempoEstimator.Candidate> peaks) {
        float[] activation = BeatActivation.of(cues.novelty());
        List<Pulse> pulses = new ArrayList<>();
        for (double bpm : tempi(cues.periodicity(), peaks)) {
            Coherence coherence = Coherence.around(cues.novelty(), TempoEstimator.periodFrames(bpm));
            if (coherence.share() >= STEADY_SHARE) {
                grids(cues.novelty(), coherence.period()).forEach(pulse -> add(pulses, pulse));
            } else {
                followed(activation, bpm).forEach(pulse -> add(pulses, pulse));
            }
        }
        return pulses;
    }

    /** A steady tempo leaves only the phase open: every place in the beat where much begins may be its start. */
    private static List<Pulse> grids(float[] novelty, double period) {
        double[] folded = new double[PHASES];
        for (int k = 0; k < novelty.length; k++) {
            double beats = k / period;
            folded[(int) ((beats - Math.floor(beats)) * PHASES)] += novelty[k];
        }
        double[] smooth = new double[PHASES];
        double highest = 0;
        for (int phase = 0; phase < PHASES; phase++) {
            for (int near = -SMEAR; near <= SMEAR; near++) {
                smooth[phase] += (SMEAR + 1 - Math.abs(near)) * folded[Math.floorMod(phase + near, PHASES)];
            }
            highest = Math.max(highest, smooth[phase]);
        }
        int reach = (int) Math.max(1, Math.round(ALONE_FRAMES / period * PHASES));
        List<Pulse> grids = new ArrayList<>();
        for (int phase = 0; phase < PHASES; phase++) {
            double here = smooth[phase];
            if (here >= LEAST_PHASE * highest && isTop(smooth, phase, reach)) {
                grids.add(grid(novelty.length, period, (phase + 0.5) / PHASES * period));
            }
        }
        return grids;
    }

    /** Whether nothing within so many phases is higher. */
    private static boolean isTop(double[] smooth, int phase, int reach) {
        for (int near = 1; near <= reach; near++) {
            if (smooth[Math.floorMod(phase - near, PHASES)] >= smooth[phase]
                    || smooth[(phase + near) % PHASES] > smooth[phase]) {
                return false;
            }
        }
        return true;
    }

    private static Pulse grid(int length, double period, double first) {
        double[] frames = new double[(int) ((length - 1 - first) / period) + 1];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = first + i * period;
        }
        return new Pulse(frames, period);
    }

    private static List<Pulse> followed(float[] activation, double bpm) {
        int[] frames = BeatPointer.around(activation, bpm).beats();
        if (frames.length < FEWEST_BEATS) {
            return List.of();
        }
        Pulse pulse = Pulse.of(Arrays.stream(frames).asDoubleStream().toArray());
        return List.of(pulse, pulse.shifted(0.5));
    }

    private static void add(List<Pulse> pulses, Pulse pulse) {
        if (pulses.stream().noneMatch(pulse::sameAs)) {
            pulses.add(pulse);
        }
    }

    private static List<Double> tempi(Periodicity periodicity, List<TempoEstimator.Candidate> peaks) {
        List<Double> tempi = new ArrayList<>();
        for (TempoEstimator.Candidate peak : peaks.subList(0, Math.min(MOST_PEAKS, peaks.size()))) {
            double bpm = TempoEstimator.refine(periodicity, peak.bpm());
            for (double factor : RELATED) {
                double related = bpm * factor;
                boolean known = tempi.stream().anyMatch(t -> Math.abs(Math.log(t / related)) < DISTINCT);
                if (!known && related >= SLOWEST && related <= FASTEST) {
                    tempi.add(related);
                }
            }
        }
        tempi.sort(Comparator.comparingDouble((Double bpm) ->
                        TempoEstimator.candidate(periodicity, bpm).score())
                .reversed());
        return tempi.subList(0, Math.min(MOST_TEMPI, tempi.size()));
    }
}
