package io.soundforge.alchemy.dsp.separation.spectral;

/** Access to one bin over all frames of {@code [frame][bin]} values. */
final class Columns {
    private Columns() {}

    static void read(float[][] values, int bin, float[] column) {
        for (int t = 0; t < values.length; t++) {
            column[t] = values[t][bin];
        }
    }

    static void write(float[] column, float[][] values, int bin) {
        for (int t = 0; t < values.length; t++) {
            values[t][bin] = column[t];
        }
    }
}
