package io.soundforge.alchemy.download.match;

import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
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
 * @param clip of some seconds from within the recording; null if there is none
 */
public record Wanted(
        String title,
        List<String> artists,
        String album,
        Duration duration,
        String isrc,
        @Nullable Boolean explicit,
        @Nullable Fingerprint clip) {
    public Wanted {
        artists = List.copyOf(artists);
    }

    /** A recording of which no more is known. */
    public Wanted(String title, List<String> artists, String album, Duration duration) {
        this(title, artists, album, duration, "", null);
    }

    /** A recording of which there is no clip. */
    public Wanted(
            String title,
            List<String> artists,
            String album,
            Duration duration,
            String isrc,
            @Nullable Boolean explicit) {
        this(title, artists, album, duration, isrc, explicit, null);
    }

    /** The same with a clip of it. */
    public Wanted withClip(@Nullable Fingerprint heard) {
        return new Wanted(title, artists, album, duration, isrc, explicit, heard);
    }
}
