package io.soundforge.alchemy.contracts.media;

import java.util.Map;

/**
 * What a track's original is, as it was found when it was taken in.
 *
 * @param container demuxer name, such as {@code mp3} or {@code flac}
 * @param codec of the audio
 * @param sampleRate Hz
 * @param channels 1 or more
 * @param duration seconds, by counting what was decoded
 * @param bytes size of the file
 * @param tags lower-case keys ({@code title}, {@code artist}, {@code album}, …)
 */
public record MediaFacts(
        String container,
        String codec,
        int sampleRate,
        int channels,
        double duration,
        long bytes,
        Map<String, String> tags) {
    public MediaFacts {
        tags = Map.copyOf(tags);
    }

    /** Bits per second of the whole file, with its tags and pictures; 0 for no audio. */
    public long bitRate() {
        return duration > 0 ? Math.round(bytes * 8 / duration) : 0;
    }
}
