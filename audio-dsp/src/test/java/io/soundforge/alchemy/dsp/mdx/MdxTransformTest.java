package io.soundforge.alchemy.dsp.mdx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.separation.Tiling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MdxTransformTest {
    /** Every published frame length; the whole spectrum, so that nothing but the muted bins is lost. */
    @ParameterizedTest
    @CsvSource({"4096, 128", "5120, 32", "6144, 32", "7680, 32", "8192, 32", "16384, 64"})
    void thereAndBack_isTheSame_endsIncluded(int size, int frames) {
        MdxFraming framing = new MdxFraming(size, size / 2 + 1, frames);
        float[][] segment = Signals.stereoNoise(1, 0.5, framing.samples());
        float[][][] spectra = spectra(framing, segment);
        float[][] lost = lostBelow(framing, segment);
        float[][] back = new float[2][framing.samples()];
        new MdxTransform(framing).inverse((frame, rows) -> copy(spectra[frame], rows), back);
        for (int channel = 0; channel < 2; channel++) {
            for (int i = 0; i < framing.samples(); i++) {
                requireClose(back[channel][i] + lost[channel][i], segment[channel][i], 2e-6);
            }
        }
    }

    /** The sound of the three muted bins, by the definition of the inverse. */
    private static float[][] lostBelow(MdxFraming framing, float[][] segment) {
        float[][] low = new float[2][framing.samples()];
        for (int channel = 0; channel < 2; channel++) {
            double[] sum = new double[framing.samples() + framing.size()];
            double[] weights = new double[sum.length];
            for (int frame = 0; frame < framing.frames(); frame++) {
                double[][] bins = {
                    bin(framing, segment[channel], frame, 0),
                    bin(framing, segment[channel], frame, 1),
                    bin(framing, segment[channel], frame, 2)
                };
                for (int n = 0; n < framing.size(); n++) {
                    double angle = 2 * Math.PI * n / framing.size();
                    double value = bins[0][0];
                    for (int k = 1; k < 3; k++) {
                        value += 2 * (bins[k][0] * Math.cos(k * angle) - bins[k][1] * Math.sin(k * angle));
                    }
                    sum[frame * 1024 + n] += hann(framing, n) * value / framing.size();
                    weights[frame * 1024 + n] += hann(framing, n) * hann(framing, n);
                }
            }
            for (int i = 0; i < framing.samples(); i++) {
                low[channel][i] = (float) (sum[framing.size() / 2 + i] / weights[framing.size() / 2 + i]);
            }
        }
        return low;
    }

    @ParameterizedTest
    @CsvSource({"6144, 3072", "7680, 3072", "5120, 2048", "16384, 2048"})
    void bins_agreeWithTheDefinition_mirroredEndsIncluded(int size, int bins) {
        MdxFraming framing = new MdxFraming(size, bins, 32);
        float[][] segment = Signals.stereoNoise(2, 1, framing.samples());
        float[][][] spectra = spectra(framing, segment);
        for (int channel = 0; channel < 2; channel++) {
            for (int frame : new int[] {0, 1, 15, 30, 31}) {
                for (int bin = 3; bin < bins; bin += 97) {
                    double[] expected = bin(framing, segment[channel], frame, bin);
                    requireClose(spectra[frame][2 * channel][bin], expected[0], 1e-4);
                    requireClose(spectra[frame][2 * channel + 1][bin], expected[1], 1e-4);
                }
                assertThat(spectra[frame][2 * channel]).startsWith(0, 0, 0);
                assertThat(spectra[frame][2 * channel + 1]).startsWith(0, 0, 0);
            }
        }
    }

    /** Centred, mirrored without repeating the end, periodic Hann, not scaled. */
    private static double[] bin(MdxFraming framing, float[] segment, int frame, int bin) {
        int size = framing.size();
        int last = segment.length - 1;
        double re = 0;
        double im = 0;
        for (int n = 0; n < size; n++) {
            int position = Math.abs(frame * 1024 + n - size / 2);
            double value = segment[position > last ? 2 * last - position : position] * hann(framing, n);
            double angle = 2 * Math.PI * ((long) bin * n % size) / size;
            re += value * Math.cos(angle);
            im -= value * Math.sin(angle);
        }
        return new double[] {re, im};
    }

    private static double hann(MdxFraming framing, int n) {
        return 0.5 - 0.5 * Math.cos(2 * Math.PI * n / framing.size());
    }

    @Test
    void binsAboveTheNetworks_areSilent() {
        MdxFraming framing = new MdxFraming(6144, 2048, 32);
        int samples = framing.samples();
        float[] low = Signals.sine(1000, 0.5, samples, 44_100);
        float[] high = Signals.sine(18_000, 0.5, samples, 44_100);
        float[][] back = new float[2][samples];
        float[][][] spectra = spectra(framing, new float[][] {low, high});
        new MdxTransform(framing).inverse((frame, rows) -> copy(spectra[frame], rows), back);
        // Frames that see the mirror see its kink, too.
        for (int i = framing.size(); i < samples - framing.size(); i++) {
            requireClose(back[0][i], low[i], 1e-5);
            requireClose(back[1][i], 0, 1e-5);
        }
    }

    @Test
    void segments_leaveTheirHalosOut() {
        assertThat(new MdxFraming(7680, 3072, 256).tiling())
                .isEqualTo(new Tiling(261_120, 253_440, 190_080, Tiling.Taper.HANN));
    }

    @Test
    void numbersThatNoNetworkCanHave_areRefused() {
        assertThatThrownBy(() -> new MdxFraming(4096, 3072, 256)).hasMessageContainingAll("6142", "3072", "got 4096");
        assertThatThrownBy(() -> new MdxFraming(7000, 3072, 256)).hasMessageContaining("got 7000");
        assertThatThrownBy(() -> new MdxFraming(1024, 256, 256)).hasMessageContaining("got 1024");
        assertThatThrownBy(() -> new MdxFraming(1 << 17, 3072, 256)).hasMessageContaining("got 131072");
        assertThatThrownBy(() -> new MdxFraming(6144, 3072, 7)).hasMessageContaining("got 7");
        assertThatThrownBy(() -> new MdxFraming(6144, 3072, Integer.MAX_VALUE)).hasMessageContaining("got 2147483647");
        assertThat(new MdxFraming(6144, 3072, 8).tiling().chunkFrames()).isEqualTo(1024);
    }

    private static float[][][] spectra(MdxFraming framing, float[][] segment) {
        float[][][] spectra = new float[framing.frames()][4][framing.bins()];
        new MdxTransform(framing).forward(segment, (frame, rows) -> copy(rows, spectra[frame]));
        return spectra;
    }

    private static void copy(float[][] from, float[][] to) {
        for (int row = 0; row < from.length; row++) {
            System.arraycopy(from[row], 0, to[row], 0, from[row].length);
        }
    }

    private static void requireClose(double given, double expected, double tolerance) {
        if (!(Math.abs(given - expected) <= tolerance)) {
            assertThat(given).isCloseTo(expected, within(tolerance));
        }
    }
}
