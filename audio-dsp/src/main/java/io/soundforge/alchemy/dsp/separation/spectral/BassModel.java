package io.soundforge.alchemy.dsp.separation.spectral;

/**
 * The bass: what is held at the bottom of the spectrum, and the harmonics of the lowest melody as far as a string's
 * harmonics would reach, in the middle of the stereo image.
 */
final class BassModel {
    private static final PitchSearch MELODY = new PitchSearch(30, 170, 5, .8, 0, .75);
    private static final double HIGHEST_LISTENED = 800;
    private static final double HARMONICS_CORNER = 350;
    private static final double STRENGTH = 1.4;
    private static final double SLOPE = 2.8;

    private final SpectralGrid grid;
    private final PitchTracker tracker;
    private final HarmonicComb comb;
    private final float[] bottom;
    private final float[] wide;
    private final float[] reach;

    /**
     * Takes two weights per bin, 0 to 1.
     *
     * @param bottom of the bins that are bass if they are held at all
     * @param wide of those for which that is so outside the middle of the image, too
     */
    BassModel(SpectralGrid grid, float[] bottom, float[] wide) {
        this.grid = grid;
        this.tracker = new PitchTracker(grid, MELODY);
        this.comb = new HarmonicComb(grid, 10, .006, 1500);
        this.bottom = bottom;
        this.wide = wide;
        this.reach = grid.lowPass(HARMONICS_CORNER, 4);
    }

    /** Power of the bass in the mid channel, {@code [frame][bin]}; never more than the held sound has. */
    float[][] power(HeldSound held) {
        double[] pitch = tracker.track(audible(held));
        float[][] power = new float[held.frames()][grid.bins()];
        for (int t = 0; t < power.length; t++) {
            float[] harmonics = comb.around(pitch[t]);
            double strongest = strongestPartial(held.mid[t], pitch[t]);
            for (int k = 0; k < grid.bins(); k++) {
                double melody = harmonics[k] > 0 ? melody(held.mid[t][k], strongest, pitch[t], k) * harmonics[k] : 0;
                double inPlace = Math.max(wide[k], held.centred[t][k]);
                power[t][k] = (float) (Math.max(melody, bottom[k] * held.mid[t][k]) * inPlace);
            }
        }
        return power;
    }

    private float[][] audible(HeldSound held) {
        float[][] magnitudes = new float[held.frames()][grid.bins()];
        for (int t = 0; t < magnitudes.length; t++) {
            for (int k = 0; k < grid.bin(HIGHEST_LISTENED); k++) {
                magnitudes[t][k] = (float) Math.sqrt(held.mid[t][k]) * held.surelyCentred[t][k];
            }
        }
        return magnitudes;
    }

    /** Power of the fundamental or the first overtone, whichever is stronger. */
    private double strongestPartial(float[] power, double pitch) {
        double strongest = 0;
        int bin = grid.bin(pitch);
        for (int k = Math.max(0, bin - 1); pitch > 0 && k <= 2 * bin + 1; k++) {
            strongest = Math.max(strongest, power[k]);
        }
        return strongest;
    }

    /** What is there, but no more than a string whose strongest partial is known would have at this frequency. */
    private double melody(double power, double strongest, double pitch, int bin) {
        double order = Math.max(1, grid.frequency(bin) / pitch);
        return Math.min(power, strongest * STRENGTH * StrictMath.pow(order, -SLOPE) * reach[bin]);
    }
}
