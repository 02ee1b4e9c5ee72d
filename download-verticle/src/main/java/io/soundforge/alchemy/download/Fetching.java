package io.soundforge.alchemy.download;

import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.platform.jobs.JobRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a track's audio.
 *
 * @param scratch the attempt's own folder
 * @param expectedSeconds how long the recording is by its metadata; null if they do not say
 * @param told what a music service says of the track; null if none was asked
 */
record Fetching(
        JobRun run,
        Track track,
        Path scratch,
        @Nullable Double expectedSeconds,
        @Nullable CollectionTrack told) {
    /** The song by its metadata. */
    Wanted wanted() {
        String album = track.album() == null && told != null ? told.album() : track.album();
        return new Wanted(
                track.name(),
                artists(),
                Objects.requireNonNullElse(album, ""),
                expectedSeconds == null ? Duration.ZERO : Duration.ofMillis(Math.round(expectedSeconds * 1000)),
                told == null ? "" : Objects.requireNonNullElse(told.isrc(), ""),
                told == null ? null : told.explicit());
    }

    /** The service knows where one name ends ("Earth, Wind & Fire"); a track that somebody has corrected knows better. */
    private List<String> artists() {
        String artist = Objects.requireNonNullElse(track.artist(), "");
        if (told != null && (artist.isBlank() || artist.equals(String.join(", ", told.artists())))) {
            return told.artists();
        }
        return artist.isBlank() ? List.of() : List.of(artist.split(", "));
    }

    /** Null if the service gives no clip of it. */
    @Nullable String previewUrl() {
        return told == null ? null : told.previewUrl();
    }

    RunWatch watch() {
        return new RunWatch(run);
    }
}
