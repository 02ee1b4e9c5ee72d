package io.soundforge.alchemy.download.match;

import java.time.Duration;
import java.util.List;

/**
 * The recording somebody asked for, as its metadata say.
 *
 * @param artists all that are credited, the first one first; empty if none is known
 * @param album empty if it is not known
 * @param duration zero if it is not known
 */
public record Wanted(String title, List<String> artists, String album, Duration duration) {
    public Wanted {
        artists = List.copyOf(artists);
    }
}
