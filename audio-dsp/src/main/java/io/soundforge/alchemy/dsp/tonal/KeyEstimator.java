package io.soundforge.alchemy.dsp.tonal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Names the key of a whole track: pitch classes are averaged over frames by how tonal and how loud each is, then compared
 * with the profiles of all keys, with extra credit for a tonic in the bass and for the third that decides the mode.
 */
final class KeyEstimator {
    private static final double BASS_WEIGHT = 0.15;
    private static final double THIRD_WEIGHT = 0.1;
    private static final double FEWEST_TONAL = 0.08;
    private static final double TONAL_SHARE = 0.45;
    private static final double QUIETEST_DB = -75;
    private static final double RANGE_DB = 45;
    private static final double PRESENT = 0.12;
    private static final int FEWEST_CLASSES = 3;
    private static final double WORST_FIT = 0.55;
    private static final double GOOD_FIT = 1;
    private static final double CLEAR_MARGIN = 0.25;

    private final PitchClassFrames frames;

    KeyEstimator(PitchClassFrames frames) {
        this.frames = frames;
    }

    /** One key and how well it fits. */
    private record Fit(MusicalKey key, double score) {}

    KeyFinding find() {
        double tuning = frames.tuning().cents();
        double loudest = loudest();
        if (loudest < QUIETEST_DB) {
            return KeyFinding.none("no partials: silent or noise only", tuning);
        }
        double[] treble = new double[PitchClassFrames.BINS];
        double[] bass = new double[PitchClassFrames.BINS];
        double tonal = 0;
        int audible = 0;
        for (int k = 0; k < frames.frames(); k++) {
            double below = loudest - frames.level(k);
            if (below > RANGE_DB) {
                continue;
            }
            audible++;
            double share = frames.tonalShare(k);
            double weight = share * share * Math.pow(10, -below / 40);
            frames.addTreble(k, weight, treble);
            frames.addBass(k, weight, bass);
            tonal += share >= TONAL_SHARE ? 1 : 0;
        }
        if (tonal < FEWEST_TONAL * audible) {
            return KeyFinding.none("too little tonal sound: noise or percussion", tuning);
        }
        return judge(Chroma.fold(treble, tuning), Chroma.fold(bass, tuning), tuning);
    }

    private double loudest() {
        double loudest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < frames.frames(); k++) {
            loudest = Math.max(loudest, frames.level(k));
        }
        return loudest;
    }

    private static KeyFinding judge(double[] treble, double[] bass, double tuning) {
        normalise(treble);
        normalise(bass);
        int present = 0;
        for (double strength : treble) {
            present += strength >= PRESENT ? 1 : 0;
        }
        if (present < FEWEST_CLASSES) {
            return KeyFinding.none("fewer than three different notes", tuning);
        }
        List<Fit> fits = fits(treble, bass);
        Fit best = fits.get(0);
        if (best.score() < WORST_FIT) {
            return KeyFinding.none("the notes fit no major or minor key", tuning);
        }
        double margin = best.score() - fits.get(1).score();
        return new KeyFinding(best.key(), confidence(best.score(), margin), null, tuning);
    }

    private static List<Fit> fits(double[] treble, double[] bass) {
        List<Fit> fits = new ArrayList<>();
        for (int pitchClass = 0; pitchClass < KeyProfiles.CLASSES; pitchClass++) {
            for (boolean minor : new boolean[] {false, true}) {
                MusicalKey key = new MusicalKey(pitchClass, minor);
                fits.add(new Fit(key, score(key, treble, bass)));
            }
        }
        fits.sort(Comparator.comparingDouble(Fit::score).reversed());
        return fits;
    }

    private static double score(MusicalKey key, double[] treble, double[] bass) {
        double major = treble[(key.pitchClass() + 4) % KeyProfiles.CLASSES];
        double minor = treble[(key.pitchClass() + 3) % KeyProfiles.CLASSES];
        double third = major + minor == 0 ? 0 : (major - minor) / (major + minor);
        return KeyProfiles.correlation(treble, key)
                + BASS_WEIGHT * bass[key.pitchClass()]
                + THIRD_WEIGHT * (key.minor() ? -third : third);
    }

    /** From how far the next key is behind, scaled by how well the best fits. */
    private static double confidence(double score, double margin) {
        double fit = Math.max(0, Math.min(1, (score - WORST_FIT) / (GOOD_FIT - WORST_FIT)));
        double lead = Math.max(0, Math.min(1, margin / CLEAR_MARGIN));
        return fit * (0.2 + 0.8 * lead);
    }

    private static void normalise(double[] chroma) {
        double most = 0;
        for (double strength : chroma) {
            most = Math.max(most, strength);
        }
        for (int i = 0; i < chroma.length && most > 0; i++) {
            chroma[i] /= most;
        }
    }
}
