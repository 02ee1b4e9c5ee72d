package io.soundforge.alchemy.gateway.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTimeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0:00",
        "0.4, 0:00",
        "0.5, 0:01",
        "59.4, 0:59",
        "59.5, 1:00",
        "179.6, 3:00",
        "359.6, 6:00",
        "213.573, 3:34",
        "3599.9, 60:00",
        "3661, 61:01"
    })
    void duration_isRoundedWhole_soThatNoMinuteHas60Seconds(double seconds, String text) {
        assertThat(ClockTime.of(seconds)).isEqualTo(text);
    }
}
