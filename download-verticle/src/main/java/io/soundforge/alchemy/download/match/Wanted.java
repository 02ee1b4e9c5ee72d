package io.soundforge.alchemy.download.match;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The recording somebody asked for, as its metadata say.
 *
 * @param artists all that are credited, the first one first; empty if none is known
 * @param album empty if it is not known
 * @param duration zero if it is not known
 * @param isrc the recording's code (ISO 3901) without hyphens; empty if it is not known
 * @param explicit whether its words are marked as such; null if that is not known
 */
public record Wanted(
        String title,
        List<String> artists,
        String album,
        Duration duration,
        String isrc,
        @Nullable Boolean explicit) {
    public Wanted {
        artists = List.copyOf(artists);
    }

    /** A recording of which no more is known. */
    public Wanted(String title, List<String> artists, String album, Duration duration) {
        this(title, artists, album, duration, "", null);
    }
}
