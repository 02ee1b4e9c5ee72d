package io.soundforge.alchemy.bench.analysis.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TempoScoreTest {
    @ParameterizedTest
    @CsvSource({
        "120, 120, true, true",
        "120, 124.7, true, true",
        "120, 125, false, false",
        "120, 240, false, true",
        "120, 60, false, true",
        "120, 360, false, true",
        "120, 40, false, true",
        "120, 90, false, false",
        "120, 80, false, false"
    })
    void tempo_isRightWithinFourPercent(double truth, double found, boolean first, boolean second) {
        assertThat(TempoScore.of(truth, found)).isEqualTo(new TempoScore(first, second));
    }

    @Test
    void noTempo_isWrong() {
        assertThat(TempoScore.of(120, null)).isEqualTo(new TempoScore(false, false));
    }
}
