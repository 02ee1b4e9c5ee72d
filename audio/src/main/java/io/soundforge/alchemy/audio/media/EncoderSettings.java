package io.soundforge.alchemy.audio.media;

import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import java.util.Map;

/**
 * How float32 stereo is written as a file.
 *
 * @param depth for wav and flac; flac has no 32f; mp3 (LAME, 320 kbit/s) takes no notice
 * @param sampleRate of the samples and of the file, Hz; mp3 ends at 48000
 * @param gain multiplies every sample, in double precision; 1 leaves them alone
 * @param tags {@code title}, {@code artist}, {@code album}; none leaves the file without a tag
 */
public record EncoderSettings(
        AudioFormat format, BitDepth depth, int sampleRate, double gain, Map<String, String> tags) {
    /** @throws IllegalArgumentException if the gain is not a finite number */
    public EncoderSettings {
        if (!Double.isFinite(gain)) {
            throw new IllegalArgumentException("gain must be a finite number; got " + gain);
        }
        tags = Map.copyOf(tags);
    }

    /** Canonical audio as a file without tags. */
    static EncoderSettings canonical(AudioFormat format, BitDepth depth, double gain) {
        return new EncoderSettings(format, depth, CanonicalAudio.SAMPLE_RATE, gain, Map.of());
    }
}
