package io.soundforge.alchemy.dsp.spleeter;

import io.soundforge.alchemy.dsp.spectrum.FrameRows;
import io.soundforge.alchemy.dsp.spectrum.StereoFft;
import java.util.Arrays;

/**
 * Short-time Fourier transform of a stereo segment and its inverse under a mask: periodic Hann windows on both ways,
 * unscaled, every frame within the segment. A mask of ones gives the segment back, but for its halos, which fade out.
 * Sums are in double precision.
 *
 * <p>One thread at a time. No allocation after construction.
 */
public final class SpleeterTransform {
    private static final int SIZE = SpleeterFraming.SIZE;
    private static final int HOP = SpleeterFraming.HOP;
    private static final int FRAMES = SpleeterFraming.FRAMES;

    /** Squared Hann windows at a hop of a quarter sum to 1.5 (2/3 is the reference's compensation). */
    private static final double BACK = 1 / 1.5;

    private final StereoFft fft = new StereoFft(SIZE);
    private final double[] window = new double[SIZE];
    private final float[][][] spectra = new float[FRAMES][4][SpleeterFraming.ALL_BINS];
    private final float[][] magnitudes = new float[2][SpleeterFraming.BINS];
    private final float[][] masks = new float[2][SpleeterFraming.ALL_BINS];
    private final float[][] masked = new float[4][SpleeterFraming.ALL_BINS];
    private final double[][] sums = new double[2][SpleeterFraming.SAMPLES];

    /** Prepares tables and memory. */
    public SpleeterTransform() {
        for (int i = 0; i < SIZE; i++) {
            window[i] = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / SIZE);
        }
    }

    /**
     * Keeps the spectra of a segment and hands on what the networks see of them.
     *
     * @param segment {@code [2][SAMPLES]}
     * @param sink gets the magnitudes of each frame, {@code [2][BINS]}
     */
    public void analyze(float[][] segment, FrameRows sink) {
        for (int frame = 0; frame < FRAMES; frame++) {
            for (int i = 0; i < SIZE; i++) {
                fft.left()[i] = window[i] * segment[0][frame * HOP + i];
                fft.right()[i] = window[i] * segment[1][frame * HOP + i];
            }
            fft.forward(spectra[frame]);
            for (int channel = 0; channel < 2; channel++) {
                float[] re = spectra[frame][2 * channel];
                float[] im = spectra[frame][2 * channel + 1];
                for (int k = 0; k < SpleeterFraming.BINS; k++) {
                    magnitudes[channel][k] = (float) Math.sqrt((double) re[k] * re[k] + (double) im[k] * im[k]);
                }
            }
            sink.at(frame, magnitudes);
        }
    }

    /**
     * Makes a stem of the kept spectra.
     *
     * @param source fills the masks of each frame, {@code [2][ALL_BINS]}
     * @param stem overwritten: {@code [2][SAMPLES]}
     */
    public void synthesize(FrameRows source, float[][] stem) {
        Arrays.fill(sums[0], 0);
        Arrays.fill(sums[1], 0);
        for (int frame = 0; frame < FRAMES; frame++) {
            source.at(frame, masks);
            for (int row = 0; row < 4; row++) {
                for (int k = 0; k < SpleeterFraming.ALL_BINS; k++) {
                    masked[row][k] = masks[row / 2][k] * spectra[frame][row][k];
                }
            }
            fft.inverse(masked);
            for (int i = 0; i < SIZE; i++) {
                sums[0][frame * HOP + i] += window[i] * fft.left()[i];
                sums[1][frame * HOP + i] += window[i] * fft.right()[i];
            }
        }
        for (int channel = 0; channel < 2; channel++) {
            for (int i = 0; i < SpleeterFraming.SAMPLES; i++) {
                stem[channel][i] = (float) (BACK * sums[channel][i]);
            }
        }
    }
}
