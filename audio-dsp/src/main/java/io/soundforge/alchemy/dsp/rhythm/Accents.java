package io.soundforge.alchemy.dsp.rhythm;

/**
 * How hard each frame is struck: the rise of linear, not logarithmic, level in three registers, where a kick or a snare
 * towers over hats and over the leakage of other instruments. Good for telling strong beats from weak ones; too coarse for
 * finding beats in the first place.
 */
final class Accents {
    static final int LOW = 0;
    static final int BODY = 1;
    static final int PRESENCE = 2;

    private static final double[] BORDERS = {150, 800, 4000};
    private static final int LAG = 2;
    private static final float KICK_MASK = 0.8f;
    private static final double STRONG = 0.995;
    private static final double SMALLEST_SHARE = 0.05;

    private final float[][] registers;

    private Accents(float[][] registers) {
        this.registers = registers;
    }

    static Accents of(BandSpectrogram spectrogram) {
        float[][] registers = new float[BORDERS.length][];
        double tallest = 0;
        double[] heights = new double[BORDERS.length];
        for (int r = 0; r < BORDERS.length; r++) {
            registers[r] = rises(levels(spectrogram, r == 0 ? 0 : BORDERS[r - 1], BORDERS[r]));
            heights[r] = Curves.percentile(registers[r], STRONG);
            tallest = Math.max(tallest, heights[r]);
        }
        for (int r = 0; r < BORDERS.length; r++) {
            scale(registers[r], Math.max(Math.max(heights[r], SMALLEST_SHARE * tallest), 1e-9));
        }
        return new Accents(registers);
    }

    /** Strength in one register, 0 to 1 (struck as hard as the strongest hundredths of the track). */
    float[] register(int index) {
        return registers[index];
    }

    /** Struck above the bass and below the hats, 0 to 1. */
    float[] middle() {
        float[] middle = new float[registers[0].length];
        for (int k = 0; k < middle.length; k++) {
            middle[k] = 0.4f * registers[BODY][k] + 0.6f * registers[PRESENCE][k];
        }
        return middle;
    }

    /** Struck in the middle but not in the bass. */
    float[] snares() {
        float[] middle = middle();
        float[] snares = new float[middle.length];
        for (int k = 0; k < snares.length; k++) {
            snares[k] = middle[k] * (1 - KICK_MASK * recent(registers[LOW], k));
        }
        return snares;
    }

    /** A kick's own click may come a frame before its bass. */
    private static float recent(float[] low, int at) {
        float most = 0;
        for (int k = Math.max(0, at - 2); k <= Math.min(low.length - 1, at + 2); k++) {
            most = Math.max(most, low[k]);
        }
        return most;
    }

    private static double[] levels(BandSpectrogram spectrogram, double fromHertz, double toHertz) {
        double[] levels = new double[spectrogram.frames()];
        for (int band = 0; band < spectrogram.bands(); band++) {
            double centre = spectrogram.centre(band);
            if (centre < fromHertz || centre >= toHertz) {
                continue;
            }
            for (int k = 0; k < levels.length; k++) {
                levels[k] += Math.pow(10, spectrogram.level(k, band) / 10);
            }
        }
        for (int k = 0; k < levels.length; k++) {
            levels[k] = Math.sqrt(levels[k]);
        }
        return levels;
    }

    private static float[] rises(double[] levels) {
        float[] rises = new float[levels.length];
        for (int k = LAG; k < levels.length; k++) {
            rises[k] = (float) Math.max(0, levels[k] - levels[k - LAG]);
        }
        return rises;
    }

    private static void scale(float[] curve, double unit) {
        for (int k = 0; k < curve.length; k++) {
            curve[k] = (float) Math.min(1, curve[k] / unit);
        }
    }
}
