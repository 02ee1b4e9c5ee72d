package io.soundforge.alchemy.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.dsp.Signals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlidingMedianTest {
    @ParameterizedTest
    @CsvSource({"1, 50", "3, 1", "3, 2", "5, 400", "17, 400", "31, 20"})
    void filter_agreesWithSortingEveryWindow(int length, int count) {
        float[] values = Signals.noise(length, 4, count);
        for (int i = 0; i < count; i++) {
            // Whole numbers, so that many values are equal.
            values[i] = Math.round(values[i]);
        }
        float[] medians = new float[count];

        new SlidingMedian(length).filter(values, medians, count);

        for (int i = 0; i < count; i++) {
            float[] window = new float[length];
            for (int j = 0; j < length; j++) {
                window[j] = values[Math.max(0, Math.min(count - 1, i + j - length / 2))];
            }
            Arrays.sort(window);
            assertThat(medians[i] + 0f).isEqualTo(window[length / 2] + 0f);
        }
    }

    @Test
    void evenLength_isRefused() {
        assertThatThrownBy(() -> new SlidingMedian(4)).hasMessageContaining("4");
    }
}
