package io.soundforge.alchemy.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealFftTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 64, 256})
    void forward_agreesWithTheDefinition(int size) {
        float[] samples = noise(size);
        RealFft fft = new RealFft(size);
        float[] re = new float[fft.bins()];
        float[] im = new float[fft.bins()];

        fft.forward(samples, 0, re, im);

        for (int k = 0; k < fft.bins(); k++) {
            double expectedRe = 0;
            double expectedIm = 0;
            for (int n = 0; n < size; n++) {
                double angle = 2 * Math.PI * k * n / size;
                expectedRe += samples[n] * Math.cos(angle);
                expectedIm -= samples[n] * Math.sin(angle);
            }
            assertThat((double) re[k]).isCloseTo(expectedRe, within(1e-5 * size));
            assertThat((double) im[k]).isCloseTo(expectedIm, within(1e-5 * size));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16, 4096, 32768})
    void inverse_undoesForward(int size) {
        float[] samples = noise(size);
        RealFft fft = new RealFft(size);
        float[] re = new float[fft.bins()];
        float[] im = new float[fft.bins()];
        float[] back = new float[size];

        fft.forward(samples, 0, re, im);
        fft.inverse(re, im, back, 0);

        for (int n = 0; n < size; n++) {
            assertThat(back[n]).isCloseTo(samples[n], within(2e-6f));
        }
    }

    @Test
    void size_notAPowerOfTwo_isRefused() {
        assertThatThrownBy(() -> new RealFft(1000)).hasMessageContaining("1000");
    }

    private static float[] noise(int size) {
        Random random = new Random(size);
        float[] samples = new float[size];
        for (int i = 0; i < size; i++) {
            samples[i] = random.nextFloat() * 2 - 1;
        }
        return samples;
    }
}
