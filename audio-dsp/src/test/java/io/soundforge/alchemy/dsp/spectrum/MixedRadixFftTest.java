package io.soundforge.alchemy.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixedRadixFftTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 8, 10, 12, 15, 16, 18, 20, 25, 30, 45, 60, 64, 75, 120, 225, 360, 400})
    void everyBin_agreesWithTheDefinition(int size) {
        double[] re = noise(size, 1);
        double[] im = noise(size, 2);
        double[] fastRe = re.clone();
        double[] fastIm = im.clone();
        new MixedRadixFft(size).forward(fastRe, fastIm);
        for (int k = 0; k < size; k++) {
            assertBin(k, re, im, fastRe, fastIm);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 5120, 6144, 7680, 8192, 16_384})
    void framesOfPublishedNetworks_agreeWithTheDefinition(int size) {
        double[] re = noise(size, 3);
        double[] im = noise(size, 4);
        double[] fastRe = re.clone();
        double[] fastIm = im.clone();
        new MixedRadixFft(size).forward(fastRe, fastIm);
        for (int k = 0; k < size; k += 61) {
            assertBin(k, re, im, fastRe, fastIm);
        }
    }

    private static void assertBin(int bin, double[] re, double[] im, double[] fastRe, double[] fastIm) {
        int size = re.length;
        double expectedRe = 0;
        double expectedIm = 0;
        for (int n = 0; n < size; n++) {
            double angle = 2 * Math.PI * ((long) bin * n % size) / size;
            expectedRe += re[n] * Math.cos(angle) + im[n] * Math.sin(angle);
            expectedIm += im[n] * Math.cos(angle) - re[n] * Math.sin(angle);
        }
        assertThat(fastRe[bin]).isCloseTo(expectedRe, within(1e-11 * Math.sqrt(size)));
        assertThat(fastIm[bin]).isCloseTo(expectedIm, within(1e-11 * Math.sqrt(size)));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 15, 1000, 5120, 6144, 7680})
    void inverse_undoesForward(int size) {
        MixedRadixFft fft = new MixedRadixFft(size);
        double[] re = noise(size, 5);
        double[] im = noise(size, 6);
        double[] backRe = re.clone();
        double[] backIm = im.clone();
        fft.forward(backRe, backIm);
        fft.inverse(backRe, backIm);
        for (int n = 0; n < size; n++) {
            assertThat(backRe[n] / size).isCloseTo(re[n], within(1e-14));
            assertThat(backIm[n] / size).isCloseTo(im[n], within(1e-14));
        }
    }

    @Test
    void twoRealSignals_doNotHearEachOther() {
        int size = 7680;
        StereoFft fft = new StereoFft(size);
        for (int n = 0; n < size; n++) {
            fft.left()[n] = Math.cos(2 * Math.PI * 100 * n / size);
            fft.right()[n] = 3 * Math.sin(2 * Math.PI * 200 * n / size) + 1 + (n % 2 == 0 ? 2 : -2);
        }
        float[][] rows = new float[4][fft.bins()];
        fft.forward(rows);
        for (int k = 0; k < fft.bins(); k++) {
            assertThat(rows[0][k]).isCloseTo(k == 100 ? size / 2f : 0, within(1e-8f));
            assertThat(rows[1][k]).isCloseTo(0, within(1e-8f));
            assertThat(rows[2][k]).isCloseTo(k == 0 ? size : k == size / 2 ? 2 * size : 0, within(1e-8f));
            assertThat(rows[3][k]).isCloseTo(k == 200 ? -1.5f * size : 0, within(1e-8f));
        }
        fft.inverse(rows);
        for (int n = 0; n < size; n++) {
            assertThat(fft.left()[n]).isCloseTo(Math.cos(2 * Math.PI * 100 * n / size), within(1e-9));
            assertThat(fft.right()[n])
                    .isCloseTo(3 * Math.sin(2 * Math.PI * 200 * n / size) + 1 + (n % 2 == 0 ? 2 : -2), within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, 0, 1, 7, 14, 6143, 7679})
    void otherLengths_areRefused(int size) {
        assertThat(MixedRadixFft.supports(size)).isFalse();
        assertThatThrownBy(() -> new MixedRadixFft(size)).hasMessageContaining("got " + size);
        assertThatThrownBy(() -> new StereoFft(15)).hasMessageContaining("got 15");
    }

    private static double[] noise(int size, long seed) {
        Random random = new Random(seed);
        return random.doubles(size, -1, 1).toArray();
    }
}
