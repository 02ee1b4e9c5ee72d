package io.soundforge.alchemy.contracts.media;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a probe found in a file.
 *
 * @param container demuxer name, such as {@code mp3} or {@code flac}
 * @param codec codec of the first audio stream
 * @param sampleRate Hz
 * @param channels of the first audio stream, 1 or more
 * @param channelMask which speakers the channels are for, in their order, as the bits of a WAV header's mask; 0 if unknown
 * @param duration seconds; null when the container does not say
 * @param tags lower-case keys ({@code title}, {@code artist}, {@code album}, …)
 */
public record MediaInfo(
        String container,
        String codec,
        int sampleRate,
        int channels,
        int channelMask,
        @Nullable Double duration,
        Map<String, String> tags) {
    public MediaInfo {
        tags = Map.copyOf(tags);
    }

    /** Without knowing which speakers the channels are for. */
    public MediaInfo(
            String container,
            String codec,
            int sampleRate,
            int channels,
            @Nullable Double duration,
            Map<String, String> tags) {
        this(container, codec, sampleRate, channels, 0, duration, tags);
    }
}
