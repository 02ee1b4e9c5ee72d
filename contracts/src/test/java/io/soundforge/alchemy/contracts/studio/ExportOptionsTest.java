package io.soundforge.alchemy.contracts.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "WAV, 44100, I16", "WAV, 48000, I24", "WAV, 96000, F32",
        "FLAC, 44100, I16", "FLAC, 48000, I24", "FLAC, 96000, I24",
        "MP3, 44100, I16", "MP3, 48000, F32",
    })
    void possibleFiles_areTaken(AudioFormat format, int rate, BitDepth depth) {
        assertThat(of(format, rate, depth).sampleRate()).isEqualTo(rate);
    }

    @ParameterizedTest
    @CsvSource({
        "MP3, 96000, I16, take 44100 or 48000",
        "FLAC, 44100, F32, use wav for 32f",
        "WAV, 22050, I16, one of 44100",
        "WAV, 0, I16, got 0",
    })
    void impossibleFiles_areRefused(AudioFormat format, int rate, BitDepth depth, String named) {
        assertThatThrownBy(() -> of(format, rate, depth))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void stems_areDistinctAndFew() {
        UUID stem = UUID.randomUUID();
        List<UUID> many = Stream.generate(UUID::randomUUID).limit(33).toList();

        assertThat(ExportOptions.defaults().withStems(List.of(stem, stem)).stems())
                .containsExactly(stem);
        assertThatThrownBy(() -> ExportOptions.defaults().withStems(many)).hasMessageContaining("at most 32; got 33");
    }

    private static ExportOptions of(AudioFormat format, int rate, BitDepth depth) {
        return new ExportOptions(List.of(), format, rate, depth, false, false, false);
    }
}
