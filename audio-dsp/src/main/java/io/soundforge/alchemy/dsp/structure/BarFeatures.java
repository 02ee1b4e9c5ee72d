package io.soundforge.alchemy.dsp.structure;

/**
 * What each unit of the grid sounds like: levels of frequency bands and strengths of pitch classes in each of its quarters, one
 * after the other, so that a groove and a chord change count as well as the average (bar-wise time-frequency features).
 *
 * <p>Every value is centred and scaled by its deviation over the track, but never by less than what is heard as a
 * difference; so a loop that repeats exactly does not have its last bits taken for form. Squared distances of rows are scaled
 * so that two unrelated units are about 2 apart, half by levels and half by notes.
 */
final class BarFeatures {
    private static final int QUARTERS = 4;
    private static final double RANGE_DB = 50;
    private static final double SMALLEST_DEVIATION_DB = 3;
    private static final double SMALLEST_DEVIATION_NOTES = 0.1;

    private final float[][] rows;
    private double loudestDb = Double.NEGATIVE_INFINITY;

    /**
     * Listens to all units.
     *
     * @param levels dB per frequency band
     * @param notes strengths of pitch classes, 0 to 1
     */
    BarFeatures(BarGrid grid, Feature levels, Feature notes) {
        double[][] timbre = gathered(grid, levels);
        double[][] harmony = gathered(grid, notes);
        flatten(timbre);
        takeRoots(harmony);
        scale(timbre, SMALLEST_DEVIATION_DB);
        scale(harmony, SMALLEST_DEVIATION_NOTES);
        rows = new float[grid.units()][];
        for (int unit = 0; unit < rows.length; unit++) {
            rows[unit] = joined(timbre[unit], harmony[unit]);
        }
    }

    int units() {
        return rows.length;
    }

    /** The level of the loudest band of the loudest quarter. */
    double loudestDb() {
        return loudestDb;
    }

    /** Squared distance of two units: 0 if they are the same. */
    double distance(int a, int b) {
        float[] one = rows[a];
        float[] other = rows[b];
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            float difference = one[i] - other[i];
            sum += difference * difference;
        }
        return sum;
    }

    private static double[][] gathered(BarGrid grid, Feature feature) {
        double[][] rows = new double[grid.units()][];
        for (int unit = 0; unit < rows.length; unit++) {
            double from = grid.start(unit);
            double quarter = (grid.start(unit + 1) - from) / QUARTERS;
            double[] first = feature.between(from, from + quarter);
            rows[unit] = new double[QUARTERS * first.length];
            System.arraycopy(first, 0, rows[unit], 0, first.length);
            for (int q = 1; q < QUARTERS; q++) {
                double[] next = feature.between(from + q * quarter, from + (q + 1) * quarter);
                System.arraycopy(next, 0, rows[unit], q * first.length, first.length);
            }
        }
        return rows;
    }

    /** Raises what is inaudible beside the loudest. */
    private void flatten(double[][] levels) {
        for (double[] row : levels) {
            for (double level : row) {
                loudestDb = Math.max(loudestDb, level);
            }
        }
        for (double[] row : levels) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.max(row[i], loudestDb - RANGE_DB);
            }
        }
    }

    private static void takeRoots(double[][] rows) {
        for (double[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.sqrt(row[i]);
            }
        }
    }

    private static void scale(double[][] rows, double smallestDeviation) {
        for (int i = 0; i < rows[0].length; i++) {
            double mean = 0;
            double squares = 0;
            for (double[] row : rows) {
                mean += row[i] / rows.length;
                squares += row[i] * row[i] / rows.length;
            }
            double deviation = Math.sqrt(Math.max(0, squares - mean * mean));
            for (double[] row : rows) {
                row[i] = (row[i] - mean) / Math.max(smallestDeviation, deviation);
            }
        }
    }

    private static float[] joined(double[] timbre, double[] harmony) {
        float[] row = new float[timbre.length + harmony.length];
        for (int i = 0; i < timbre.length; i++) {
            row[i] = (float) (timbre[i] * Math.sqrt(0.5 / timbre.length));
        }
        for (int i = 0; i < harmony.length; i++) {
            row[timbre.length + i] = (float) (harmony[i] * Math.sqrt(0.5 / harmony.length));
        }
        return row;
    }
}
