package io.soundforge.alchemy.dsp.tonal;

import java.util.List;

/** How long each chord sounds, as shares of the time with any chord. */
final class ChordTimes {
    private static final int[][] MAJOR_SCALE = {{0, 5, 7}, {2, 4, 9}};
    private static final int[][] MINOR_SCALE = {{3, 8, 10, 7}, {0, 5, 7}};

    private final double[] shares = new double[ChordTemplates.CHORDS];

    ChordTimes(List<ChordRun> chords) {
        for (ChordRun run : chords) {
            if (run.chord() != ChordPath.NONE) {
                shares[run.chord()] += run.length();
            }
        }
        Chroma.unit(shares);
    }

    /** Share of the time with triads of the key's scale, in minor the natural one and its major dominant. */
    double scale(int key) {
        int[][] degrees = key >= KeyProfiles.CLASSES ? MINOR_SCALE : MAJOR_SCALE;
        double sum = 0;
        for (int mode = 0; mode < degrees.length; mode++) {
            for (int degree : degrees[mode]) {
                sum += of(key, degree, mode == 1);
            }
        }
        return sum;
    }

    /** Share of the time with the key's tonic triad. */
    double tonic(int key) {
        return shares[key];
    }

    private double of(int key, int degree, boolean minor) {
        int root = (key + degree) % KeyProfiles.CLASSES;
        return shares[minor ? root + KeyProfiles.CLASSES : root];
    }
}
