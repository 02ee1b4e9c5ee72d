package io.soundforge.alchemy.processing.separation;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StemSizesTest {
    private static final List<String> FOUR = List.of("drums", "bass", "other", "vocals");

    @Test
    void wav_isAsLargeAsItsSamples() {
        assertThat(sizeOf(List.of(), null, AudioFormat.WAV, BitDepth.I16)).isEqualTo(4 * 10 * 44_100 * 4L);
        assertThat(sizeOf(List.of("bass"), null, AudioFormat.WAV, BitDepth.F32)).isEqualTo(10 * 44_100 * 8L);
        assertThat(sizeOf(List.of(), "vocals", AudioFormat.WAV, BitDepth.I24)).isEqualTo(2 * 10 * 44_100 * 6L);
    }

    @Test
    void mp3_takesItsRate_andFlacLessThanItsSamples() {
        assertThat(sizeOf(List.of(), null, AudioFormat.MP3, BitDepth.I16)).isEqualTo(4 * 10 * 40_000L);
        assertThat(sizeOf(List.of(), null, AudioFormat.FLAC, BitDepth.I16))
                .isPositive()
                .isLessThan(sizeOf(List.of(), null, AudioFormat.WAV, BitDepth.I16) / 2);
    }

    private static long sizeOf(List<String> stems, @Nullable String twoStems, AudioFormat format, BitDepth depth) {
        return StemSizes.of(new SeparationOptions(null, stems, twoStems, format, depth), FOUR, 10);
    }
}
