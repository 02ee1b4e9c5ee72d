package io.soundforge.alchemy.dsp.spleeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.Signals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpleeterTransformTest {
    private static final int SAMPLES = SpleeterFraming.SAMPLES;

    @Test
    void maskOfOnes_givesTheChunkBack() {
        float[][] mix = Signals.stereoNoise(1, 0.5, SAMPLES);
        SpleeterTransform transform = new SpleeterTransform();
        transform.analyze(mix, (frame, rows) -> {});
        float[][] stem = new float[2][SAMPLES];
        transform.synthesize((frame, masks) -> fill(masks, 1), stem);
        for (int channel = 0; channel < 2; channel++) {
            for (int i = SpleeterFraming.HALO; i < SAMPLES - SpleeterFraming.HALO; i++) {
                requireClose(stem[channel][i], mix[channel][i], 2e-7);
            }
        }
    }

    @Test
    void magnitudes_agreeWithTheDefinition() {
        float[][] mix = Signals.stereoNoise(2, 0.5, SAMPLES);
        new SpleeterTransform().analyze(mix, (frame, rows) -> {
            if (frame != 0 && frame != 257 && frame != 511) {
                return;
            }
            assertThat(rows).hasDimensions(2, 1024);
            for (int bin = 0; bin < 1024; bin += 31) {
                double re = 0;
                double im = 0;
                for (int n = 0; n < 4096; n++) {
                    double value = mix[1][frame * 1024 + n] * (0.5 - 0.5 * Math.cos(Math.PI * n / 2048));
                    re += value * Math.cos(Math.PI * (n * bin % 4096) / 2048);
                    im += value * Math.sin(Math.PI * (n * bin % 4096) / 2048);
                }
                assertThat((double) rows[1][bin]).isCloseTo(Math.hypot(re, im), within(1e-5));
            }
        });
    }

    @Test
    void segments_areOneBlock_andKeepTheGridOfFrames() {
        assertThat(SpleeterFraming.tiling().segmentFrames()).isEqualTo(527_360);
        assertThat(SpleeterFraming.tiling().chunkFrames()).isEqualTo(521_216);
        assertThat(SpleeterFraming.tiling().stride() % 1024).isZero();
    }

    @Test
    void masks_areSharesOfPower_andSumToOneInEveryBin() {
        float[][] estimates = {Signals.noise(3, 2, 1024), Signals.noise(4, 2, 1024), Signals.constant(0, 1024)};
        for (float[] estimate : estimates) {
            estimate[500] = 0;
        }
        float[] sum = new float[2049];
        for (int stem = 0; stem < 3; stem++) {
            float[] mask = new float[2049];
            new RatioMask(RatioMask.Extension.AVERAGE).fill(estimates, stem, mask);
            for (int k = 0; k < 2049; k++) {
                sum[k] += mask[k];
            }
            assertThat(mask[500]).isCloseTo(1f / 3, within(1e-6f));
            double a = Math.pow(estimates[0][77], 2);
            double b = Math.pow(estimates[1][77], 2);
            double share = stem == 0 ? a / (a + b) : stem == 1 ? b / (a + b) : 0;
            assertThat((double) mask[77]).isCloseTo(share, within(1e-6));
            double mean = 0;
            for (int k = 0; k < 1024; k++) {
                mean += mask[k] / 1024.0;
            }
            assertThat((double) mask[1024]).isCloseTo(mean, within(1e-6));
            assertThat(mask[2048]).isEqualTo(mask[1024]);
        }
        for (float whole : sum) {
            assertThat(whole).isCloseTo(1, within(3e-7f));
        }
    }

    @Test
    void zeros_silenceEverythingAboveTheNetworks() {
        float[][] estimates = {Signals.constant(1, 1024), Signals.constant(1, 1024)};
        float[] mask = Signals.constant(7, 2049);
        new RatioMask(RatioMask.Extension.ZEROS).fill(estimates, 1, mask);
        assertThat(mask[1023]).isEqualTo(0.5f);
        assertThat(Arrays.copyOfRange(mask, 1024, 2049)).containsOnly(0);
    }

    private static void fill(float[][] masks, float value) {
        Arrays.fill(masks[0], value);
        Arrays.fill(masks[1], value);
    }

    private static void requireClose(double given, double expected, double tolerance) {
        if (!(Math.abs(given - expected) <= tolerance)) {
            assertThat(given).isCloseTo(expected, within(tolerance));
        }
    }
}
