package io.soundforge.alchemy.dsp.demucs;

/** Keeps what a transform hands on: {@code rows[row][frame][bin]}. */
final class Spectra {
    final float[][][] rows;

    Spectra(int frames) {
        this.rows = new float[SegmentFraming.ROWS][frames][SegmentFraming.BINS];
    }

    static Spectra of(float[][] segment) {
        SegmentFraming framing = new SegmentFraming(segment[0].length);
        Spectra spectra = new Spectra(framing.frames());
        new SegmentTransform(framing).forward(segment, spectra::put);
        return spectra;
    }

    void put(int frame, float[][] values) {
        for (int row = 0; row < values.length; row++) {
            rows[row][frame] = values[row].clone();
        }
    }

    void get(int frame, float[][] values) {
        for (int row = 0; row < values.length; row++) {
            System.arraycopy(rows[row][frame], 0, values[row], 0, SegmentFraming.BINS);
        }
    }

    /** Back to samples. */
    float[][] sound(int samples) {
        float[][] segment = new float[2][samples];
        new SegmentTransform(new SegmentFraming(samples)).addInverse(this::get, segment);
        return segment;
    }

    double power(int row, int frame, int bin) {
        double re = rows[row][frame][bin];
        double im = rows[row + 1][frame][bin];
        return re * re + im * im;
    }
}
