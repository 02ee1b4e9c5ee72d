package io.soundforge.alchemy.dsp.tonal;

import java.util.Map;

/** What speaks for each of the 24 keys, as log odds: C major to B major, then C minor to B minor. */
final class KeyEvidence {
    /** Weights where nothing but the notes is asked: a conditional logit of its own, fitted on whole pieces. */
    private static final double SIMPLE_PARTIALS = 2.3;

    private static final double SIMPLE_NOTES = 2.3;
    private static final double EDMA_PARTIALS = 1.95;
    private static final double GATED_NOTES = 2.0;
    private static final double PROBE_ROOTS = 2.0;
    private static final double MINOR = 0.8;

    private KeyEvidence() {}

    /** From everything that is known of a track. */
    static double[] of(Map<KeyClue, double[]> clues) {
        double[] scores = new double[KeyProfiles.KEYS];
        clues.forEach((clue, values) -> {
            for (int key = 0; key < scores.length; key++) {
                scores[key] += clue.weight() * values[key];
            }
        });
        return scores;
    }

    /** From the pitch classes of some frames alone. */
    static double[] ofNotes(Harmony harmony, int from, int to) {
        double[] scores = new double[KeyProfiles.KEYS];
        for (int key = KeyProfiles.CLASSES; key < KeyProfiles.KEYS; key++) {
            scores[key] = MINOR;
        }
        double[] partials = harmony.weighted(PitchClassFrames.PARTIALS, from, to);
        double[] notes = harmony.weighted(PitchClassFrames.NOTES, from, to);
        KeyProfiles.addCorrelations(partials, KeyProfiles.SIMPLE, SIMPLE_PARTIALS, scores);
        KeyProfiles.addCorrelations(notes, KeyProfiles.SIMPLE, SIMPLE_NOTES, scores);
        KeyProfiles.addCorrelations(partials, KeyProfiles.EDMA, EDMA_PARTIALS, scores);
        KeyProfiles.addCorrelations(notes, KeyProfiles.GATED, GATED_NOTES, scores);
        KeyProfiles.addCorrelations(roots(notes), KeyProfiles.PROBE, PROBE_ROOTS, scores);
        return scores;
    }

    /** Strengths with the differences between them made smaller. */
    static double[] roots(double[] strengths) {
        double[] roots = strengths.clone();
        for (int i = 0; i < roots.length; i++) {
            roots[i] = Math.sqrt(roots[i]);
        }
        return roots;
    }
}
