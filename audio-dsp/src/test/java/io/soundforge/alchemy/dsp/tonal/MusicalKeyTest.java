package io.soundforge.alchemy.dsp.tonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MusicalKeyTest {
    @ParameterizedTest
    @CsvSource({
        "0, false, C major, 8B", "1, false, C# major, 3B", "2, false, D major, 10B", "3, false, Eb major, 5B",
        "4, false, E major, 12B", "5, false, F major, 7B", "6, false, F# major, 2B", "7, false, G major, 9B",
        "8, false, Ab major, 4B", "9, false, A major, 11B", "10, false, Bb major, 6B", "11, false, B major, 1B",
        "0, true, C minor, 5A", "1, true, C# minor, 12A", "2, true, D minor, 7A", "3, true, Eb minor, 2A",
        "4, true, E minor, 9A", "5, true, F minor, 4A", "6, true, F# minor, 11A", "7, true, G minor, 6A",
        "8, true, Ab minor, 1A", "9, true, A minor, 8A", "10, true, Bb minor, 3A", "11, true, B minor, 10A"
    })
    void names_allKeys_areThoseOfTheWheel(int pitchClass, boolean minor, String name, String camelot) {
        MusicalKey key = new MusicalKey(pitchClass, minor);

        assertThat(key).hasToString(name);
        assertThat(key.camelot()).isEqualTo(camelot);
    }

    @Test
    void pitchClass_outOfRange_isRefused() {
        assertThatThrownBy(() -> new MusicalKey(12, true)).hasMessageContaining("12");
    }
}
