package io.soundforge.alchemy.dsp.rhythm;

import java.util.ArrayList;
import java.util.List;

/** Chooses among pulses by the linear score of their features. */
final class PulseJudge {
    private static final LinearScore SCORE = LinearScore.read("pulse");
    private static final double SAME_TEMPO = 0.04;

    private final List<Pulse> pulses;
    private final double[] shares;
    private final int best;

    private PulseJudge(List<Pulse> pulses, double[] shares) {
        this.pulses = pulses;
        this.shares = shares;
        int best = 0;
        for (int i = 1; i < shares.length; i++) {
            best = shares[i] > shares[best] ? i : best;
        }
        this.best = best;
    }

    /** Judges at least one pulse. */
    static PulseJudge of(Cues cues, List<Pulse> pulses) {
        double[] scores = new double[pulses.size()];
        for (int i = 0; i < scores.length; i++) {
            Pulse pulse = pulses.get(i);
            scores[i] = SCORE.of(PulseFeatures.of(cues, pulse)) - Absurdity.of(cues, pulse);
        }
        return new PulseJudge(pulses, LinearScore.shares(scores));
    }

    Pulse best() {
        return pulses.get(best);
    }

    /** How likely the best one is among all, 0 to 1. */
    double likelihood() {
        return shares[best];
    }

    /** The tempo of the best pulse and the likeliest other one, each with the share of all pulses of its tempo. */
    List<RhythmFinding.Tempo> tempi(double bpm) {
        List<RhythmFinding.Tempo> tempi = new ArrayList<>();
        tempi.add(new RhythmFinding.Tempo(bpm, share(best)));
        int other = -1;
        for (int i = 0; i < shares.length; i++) {
            boolean distinct = !sameTempo(i, best);
            if (distinct && (other < 0 || share(i) > share(other))) {
                other = i;
            }
        }
        if (other >= 0) {
            double ratio = pulses.get(best).period() / pulses.get(other).period();
            tempi.add(new RhythmFinding.Tempo(bpm * ratio, share(other)));
        }
        return tempi;
    }

    private double share(int index) {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += sameTempo(i, index) ? shares[i] : 0;
        }
        return sum;
    }

    private boolean sameTempo(int a, int b) {
        return Math.abs(Math.log(pulses.get(a).period() / pulses.get(b).period())) < SAME_TEMPO;
    }
}
