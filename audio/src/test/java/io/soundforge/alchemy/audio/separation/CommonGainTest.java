package io.soundforge.alchemy.audio.separation;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import org.junit.jupiter.api.Test;

class CommonGainTest {
    @Test
    void peakThatFits_isLeftAlone() {
        assertThat(CommonGain.of(32767 / 32768.0, AudioFormat.WAV, BitDepth.I16))
                .isEqualTo(1);
        assertThat(CommonGain.of(0, AudioFormat.FLAC, BitDepth.I24)).isEqualTo(1);
    }

    @Test
    void peakBeyondTheLargestInteger_isBroughtExactlyToIt() {
        for (AudioFormat format : AudioFormat.values()) {
            double gain = CommonGain.of(1.7, format, BitDepth.I16);
            assertThat(Math.round(1.7 * gain * 32768)).isEqualTo(32767);
        }
        double gain = CommonGain.of(1.7, AudioFormat.FLAC, BitDepth.I24);
        assertThat(Math.round(1.7 * gain * (1 << 23))).isEqualTo((1 << 23) - 1);
    }

    @Test
    void floatWav_isNeverTouched_butMp3HasNoFloats() {
        assertThat(CommonGain.of(5, AudioFormat.WAV, BitDepth.F32)).isEqualTo(1);
        assertThat(CommonGain.of(5, AudioFormat.MP3, BitDepth.F32)).isLessThan(0.2);
    }
}
