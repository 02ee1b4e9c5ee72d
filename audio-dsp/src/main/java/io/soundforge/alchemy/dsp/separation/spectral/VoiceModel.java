package io.soundforge.alchemy.dsp.separation.spectral;

import io.soundforge.alchemy.dsp.spectrum.SlidingMedian;

/**
 * The lead voice: the harmonics of the strongest melody in the middle of the stereo image, between 120 Hz and 9 kHz. What
 * stays the same for seconds counts less, so that a held chord is not taken for a singer. Off the harmonics, some of what
 * is in the middle still counts as sung.
 */
final class VoiceModel {
    private static final PitchSearch MELODY = new PitchSearch(110, 900, 12, .85, .5, .4);
    private static final double LOWEST_LISTENED = 120;
    private static final double HIGHEST_LISTENED = 5000;
    private static final int STEADY_FRAMES = 129;

    /**
     * What is in the middle of the image and in the register of a voice may be sung although the tracked pitch does not
     * explain it: the pitch may be wrong, the sound unvoiced. The share is a guess between the two errors.
     */
    private static final double BETWEEN_HARMONICS = 0.4;

    private static final double WITHOUT_PITCH = 0.2;
    private static final double STEADY_WEIGHT = 0.7;

    private final SpectralGrid grid;
    private final PitchTracker tracker;
    private final HarmonicComb comb;
    private final float[] register;
    private final SlidingMedian steady = new SlidingMedian(STEADY_FRAMES);

    VoiceModel(SpectralGrid grid) {
        this.grid = grid;
        this.tracker = new PitchTracker(grid, MELODY);
        this.comb = new HarmonicComb(grid, 18, .006, 9000);
        this.register = register(grid);
    }

    /** A band pass from 180 Hz to 7 kHz. */
    private static float[] register(SpectralGrid grid) {
        float[] below = grid.lowPass(180, 6);
        float[] weights = grid.lowPass(7000, 6);
        for (int k = 0; k < weights.length; k++) {
            weights[k] *= 1 - below[k];
        }
        return weights;
    }

    /**
     * How much of each bin may be voice, {@code [frame][bin]}, 0 to 1.
     *
     * @param bass power that is already taken
     */
    float[][] presence(HeldSound held, float[][] bass) {
        double[] pitch = tracker.track(audible(held, bass));
        float[][] presence = new float[held.frames()][];
        for (int t = 0; t < presence.length; t++) {
            presence[t] = comb.around(pitch[t]);
            double least = pitch[t] > 0 ? BETWEEN_HARMONICS : WITHOUT_PITCH;
            for (int k = 0; k < grid.bins(); k++) {
                presence[t][k] = (float) Math.max(presence[t][k], least * register[k]) * held.centred[t][k];
            }
        }
        return presence;
    }

    private float[][] audible(HeldSound held, float[][] bass) {
        float[][] magnitudes = new float[held.frames()][grid.bins()];
        float[] column = new float[held.frames()];
        float[] lasting = new float[held.frames()];
        for (int k = grid.bin(LOWEST_LISTENED) + 1; k < grid.bin(HIGHEST_LISTENED); k++) {
            for (int t = 0; t < column.length; t++) {
                double power = Math.max(0, held.mid[t][k] - bass[t][k]);
                column[t] = (float) Math.sqrt(power) * held.surelyCentred[t][k];
            }
            steady.filter(column, lasting, column.length);
            for (int t = 0; t < column.length; t++) {
                column[t] = (float) Math.max(0, column[t] - STEADY_WEIGHT * lasting[t]);
            }
            Columns.write(column, magnitudes, k);
        }
        return magnitudes;
    }
}
