package io.soundforge.alchemy.dsp.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.pcm.ArrayPcm;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TrackStatisticsTest {
    @Test
    void smallTrack_agreesWithTheDefinition() throws IOException {
        // Mono mix 1, 2, 6: mean 3, squares 4 + 1 + 9 = 14, divided by n - 1 = 2.
        TrackStatistics statistics = of(new float[] {0, 1, 5}, new float[] {2, 3, 7});

        assertThat(statistics.mean()).isEqualTo(3);
        assertThat(statistics.std()).isCloseTo(Math.sqrt(7), within(1e-15));
    }

    @Test
    void blocks_joinToTheResultOfTwoPasses() throws IOException {
        float[] left = Signals.noise(1, 0.5, 200_003);
        float[] right = Signals.noise(2, 0.5, 200_003);
        for (int i = 0; i < left.length; i++) {
            left[i] += 1000;
            right[i] += 1000;
        }
        double mean = 0;
        for (int i = 0; i < left.length; i++) {
            mean += ((double) left[i] + right[i]) / 2 / left.length;
        }
        double squares = 0;
        for (int i = 0; i < left.length; i++) {
            squares += Math.pow(((double) left[i] + right[i]) / 2 - mean, 2);
        }

        TrackStatistics statistics = of(left, right);

        assertThat(statistics.mean()).isCloseTo(mean, within(1e-9));
        assertThat(statistics.std()).isCloseTo(Math.sqrt(squares / (left.length - 1)), within(1e-9));
    }

    @Test
    void oneFrame_hasNoDeviationAndAPositiveScale() throws IOException {
        TrackStatistics statistics = of(new float[] {0.5f}, new float[] {0.5f});

        assertThat(statistics.std()).isZero();
        assertThat(statistics.normalization()).isEqualTo(new TrackNormalization(0.5, 1e-8));
    }

    @Test
    void emptyTrack_hasZeros() throws IOException {
        assertThat(of(new float[0], new float[0])).isEqualTo(new TrackStatistics(0, 0));
    }

    private static TrackStatistics of(float[] left, float[] right) throws IOException {
        return TrackStatistics.of(new ArrayPcm(new float[][] {left, right}, 44_100));
    }
}
