package io.soundforge.alchemy.dsp.spectrum;

/** Complex spectra of successive frames: {@code re[frame][bin]}, {@code im[frame][bin]}. */
public final class Spectrogram {
    private final float[][] re;
    private final float[][] im;

    /** All zeros. */
    public Spectrogram(int frames, int bins) {
        this.re = new float[frames][bins];
        this.im = new float[frames][bins];
    }

    public int frames() {
        return re.length;
    }

    public int bins() {
        return re[0].length;
    }

    /** Real parts of a frame: the array itself. */
    public float[] re(int frame) {
        return re[frame];
    }

    /** Imaginary parts of a frame: the array itself. */
    public float[] im(int frame) {
        return im[frame];
    }

    /** Absolute values, {@code [frame][bin]}. */
    public float[][] magnitudes() {
        float[][] magnitudes = new float[frames()][bins()];
        for (int t = 0; t < frames(); t++) {
            for (int k = 0; k < bins(); k++) {
                double power = (double) re[t][k] * re[t][k] + (double) im[t][k] * im[t][k];
                magnitudes[t][k] = (float) Math.sqrt(power);
            }
        }
        return magnitudes;
    }
}
