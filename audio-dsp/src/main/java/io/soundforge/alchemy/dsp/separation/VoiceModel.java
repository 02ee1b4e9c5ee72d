package io.soundforge.alchemy.dsp.separation;

import io.soundforge.alchemy.dsp.spectrum.SlidingMedian;

/**
 * The lead voice: the harmonics of the strongest melody in the middle of the stereo image, between 120 Hz and 9 kHz. What
 * stays the same for seconds is not looked at, so that a held chord is not taken for a singer.
 */
final class VoiceModel {
    private static final PitchSearch MELODY = new PitchSearch(110, 900, 12, .85, .5, .4);
    private static final double LOWEST_LISTENED = 120;
    private static final double HIGHEST_LISTENED = 5000;
    private static final int STEADY_FRAMES = 129;
    private static final double STEADY_WEIGHT = 1.8;

    private final SpectralGrid grid;
    private final PitchTracker tracker;
    private final HarmonicComb comb;
    private final SlidingMedian steady = new SlidingMedian(STEADY_FRAMES);

    VoiceModel(SpectralGrid grid) {
        this.grid = grid;
        this.tracker = new PitchTracker(grid, MELODY);
        this.comb = new HarmonicComb(grid, 18, .006, 9000);
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
            for (int k = 0; k < grid.bins(); k++) {
                presence[t][k] *= held.centred[t][k];
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
