package io.soundforge.alchemy.audio.media;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of itself.
 *
 * @param tags lower-case keys ({@code title}, {@code artist}, {@code album}, {@code isrc}, …) to values of at most 500
 *     characters without control characters
 * @param seconds null if the container does not say
 */
public record MediaTags(Map<String, String> tags, @Nullable Double seconds) {
    public MediaTags {
        tags = Map.copyOf(tags);
    }
}
