package io.soundforge.alchemy.audio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.studio.ExportManifest.Levels;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportGainTest {
    @ParameterizedTest
    @CsvSource({
        "-20, -12, 6",
        "-8, -0.1, -6",
        "-20, -3, 2",
        "-14, -0.5, -0.5",
        "-14, -1, 0",
        "-59.9, -50, 45.9",
        "-60, -50, 0",
        ", -60, 0",
        ", , 0",
    })
    void gain_meetsTheTargetBelowTheCeiling_andLeavesSilence(
            @Nullable Double lufs, @Nullable Double peak, double expected) {
        assertThat(ExportGain.db(new Levels(lufs, peak))).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        // sum's loudness and peak, loudest peak of a file, gain
        "-20, -12, -13, 6",
        "-20, -12, -4, 3",
        "-20, -3, -13, 2",
        "-14, -6, -0.5, -0.5",
        ", , , 0",
    })
    void commonGain_keepsEveryFileAndTheSumBelowTheCeiling(
            @Nullable Double lufs, @Nullable Double sumPeak, @Nullable Double filePeak, double expected) {
        List<Levels> files = List.of(new Levels(null, null), new Levels(-30.0, filePeak));

        assertThat(ExportGain.db(new Levels(lufs, sumPeak), files)).isCloseTo(expected, within(1e-9));
    }

    @Test
    void factor_isTwentyDecibelsForTen() {
        assertThat(ExportGain.factor(20)).isCloseTo(10, within(1e-12));
        assertThat(ExportGain.factor(0)).isEqualTo(1);
    }

    @Test
    void names_ofEqualTypes_areNumbered() {
        assertThat(EntryNames.of(List.of("vocals", "no_vocals", "vocals", "vocals"), AudioFormat.MP3))
                .containsExactly("vocals.mp3", "no_vocals.mp3", "vocals-2.mp3", "vocals-3.mp3");
    }
}
