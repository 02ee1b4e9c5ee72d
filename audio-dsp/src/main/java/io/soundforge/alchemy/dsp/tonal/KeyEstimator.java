package io.soundforge.alchemy.dsp.tonal;

import java.util.Map;

/** Names the key of a whole track, or says why it has none. */
final class KeyEstimator {
    private static final double FEWEST_TONAL = 0.08;
    private static final double TONAL_SHARE = 0.45;
    static final double QUIETEST_DB = -75;
    private static final double PRESENT = 0.12;
    private static final int FEWEST_CLASSES = 3;
    /** What the four profiles together give at least to the key that fits best. */
    private static final double WORST_FIT = 5.5;

    private final PitchClassFrames frames;
    private final Edges edges;
    private final Harmony harmony;

    KeyEstimator(PitchClassFrames frames, Edges edges) {
        this.frames = frames;
        this.edges = edges;
        this.harmony = new Harmony(frames);
    }

    KeyFinding find() {
        double tuning = frames.tuning().cents();
        if (frames.loudest() < QUIETEST_DB) {
            return KeyFinding.none("no partials: silent or noise only", tuning);
        }
        if (!isTonal()) {
            return KeyFinding.none("too little tonal sound: noise or percussion", tuning);
        }
        if (classes() < FEWEST_CLASSES) {
            return KeyFinding.none("fewer than three different notes", tuning);
        }
        double[] fits = KeyEvidence.ofNotes(harmony, 0, frames.frames());
        if (fits[best(fits, -1)] < WORST_FIT) {
            return KeyFinding.none("the notes fit no major or minor key", tuning);
        }
        double[] scores = KeyEvidence.of(clues());
        int key = best(scores, -1);
        int second = best(scores, key);
        double[] odds = probabilities(scores);
        return new KeyFinding(
                MusicalKey.of(key),
                odds[key],
                MusicalKey.of(second),
                odds[second],
                KeyChanges.find(harmony, key),
                null,
                tuning);
    }

    /** What speaks for each key, before it is weighed. */
    Map<KeyClue, double[]> clues() {
        return KeyClues.of(harmony, ChordRuns.of(harmony), edges.begins(), edges.ends());
    }

    private boolean isTonal() {
        int audible = 0;
        int tonal = 0;
        for (int k = 0; k < frames.frames(); k++) {
            if (harmony.weights().audible(k)) {
                audible++;
                tonal += frames.tonalShare(k) >= TONAL_SHARE ? 1 : 0;
            }
        }
        return tonal >= FEWEST_TONAL * audible;
    }

    private int classes() {
        int present = 0;
        for (double strength : harmony.weighted(PitchClassFrames.PARTIALS, 0, frames.frames())) {
            present += strength >= PRESENT ? 1 : 0;
        }
        return present;
    }

    private static int best(double[] scores, int except) {
        int best = except == 0 ? 1 : 0;
        for (int key = 0; key < scores.length; key++) {
            best = key != except && scores[key] > scores[best] ? key : best;
        }
        return best;
    }

    private static double[] probabilities(double[] scores) {
        double most = scores[best(scores, -1)];
        double[] odds = new double[scores.length];
        for (int key = 0; key < odds.length; key++) {
            odds[key] = Math.exp(scores[key] - most);
        }
        return Chroma.unit(odds);
    }
}
