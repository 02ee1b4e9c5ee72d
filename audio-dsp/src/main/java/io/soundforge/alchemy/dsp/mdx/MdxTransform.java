package io.soundforge.alchemy.dsp.mdx;

import io.soundforge.alchemy.dsp.spectrum.FrameRows;
import io.soundforge.alchemy.dsp.spectrum.StereoFft;
import java.util.Arrays;

/**
 * Short-time Fourier transform of a stereo segment and its inverse, as MDX-Net was trained with: periodic Hann windows,
 * centred frames over a segment that is mirrored at its ends, no scaling. Bins above the network's are silent on the way
 * back; the lowest three are silent on the way in. Sums are in double precision.
 *
 * <p>One thread at a time. No allocation after construction.
 */
public final class MdxTransform {
    private static final int HOP = MdxFraming.HOP;

    private final MdxFraming framing;
    private final StereoFft fft;
    private final double[] window;
    private final float[][] rows;
    private final double[][] padded;
    private final double[] weights;

    /** Prepares tables and memory for segments of one length. */
    public MdxTransform(MdxFraming framing) {
        this.framing = framing;
        this.fft = new StereoFft(framing.size());
        this.window = new double[framing.size()];
        for (int i = 0; i < window.length; i++) {
            window[i] = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / window.length);
        }
        this.rows = new float[4][framing.bins()];
        this.padded = new double[2][framing.samples() + framing.size()];
        this.weights = new double[padded[0].length];
        for (int frame = 0; frame < framing.frames(); frame++) {
            for (int i = 0; i < window.length; i++) {
                weights[frame * HOP + i] += window[i] * window[i];
            }
        }
    }

    /**
     * Hands on the spectra of all frames, in order.
     *
     * @param segment {@code [2][samples]}
     * @param sink gets {@code [4][bins]}
     */
    public void forward(float[][] segment, FrameRows sink) {
        mirror(segment[0], padded[0]);
        mirror(segment[1], padded[1]);
        for (int frame = 0; frame < framing.frames(); frame++) {
            cut(padded[0], frame * HOP, fft.left());
            cut(padded[1], frame * HOP, fft.right());
            fft.forward(rows);
            for (float[] row : rows) {
                Arrays.fill(row, 0, MdxFraming.MUTED_BINS, 0);
            }
            sink.at(frame, rows);
        }
    }

    /** The samples at the ends are not repeated. */
    private void mirror(float[] segment, double[] target) {
        int last = framing.samples() - 1;
        for (int i = 0; i < target.length; i++) {
            int position = Math.abs(i - framing.halo());
            target[i] = segment[position > last ? 2 * last - position : position];
        }
    }

    private void cut(double[] samples, int start, double[] frame) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = window[i] * samples[start + i];
        }
    }

    /**
     * Makes a segment of spectra.
     *
     * @param source fills {@code [4][bins]}
     * @param segment overwritten: {@code [2][samples]}
     */
    public void inverse(FrameRows source, float[][] segment) {
        Arrays.fill(padded[0], 0);
        Arrays.fill(padded[1], 0);
        for (int frame = 0; frame < framing.frames(); frame++) {
            source.at(frame, rows);
            fft.inverse(rows);
            overlap(fft.left(), padded[0], frame * HOP);
            overlap(fft.right(), padded[1], frame * HOP);
        }
        for (int channel = 0; channel < 2; channel++) {
            for (int i = 0; i < framing.samples(); i++) {
                int at = framing.halo() + i;
                segment[channel][i] = (float) (padded[channel][at] / weights[at]);
            }
        }
    }

    private void overlap(double[] frame, double[] sum, int start) {
        for (int i = 0; i < frame.length; i++) {
            sum[start + i] += window[i] * frame[i];
        }
    }
}
