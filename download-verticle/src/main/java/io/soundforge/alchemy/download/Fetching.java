package io.soundforge.alchemy.download;

import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.platform.jobs.JobRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a track's audio.
 *
 * @param scratch the attempt's own folder
 * @param expectedSeconds how long the recording is by its metadata; null if they do not say
 */
record Fetching(
        JobRun run, Track track, Path scratch, @Nullable Double expectedSeconds) {
    /** The song by its metadata. */
    Wanted wanted() {
        String artist = track.artist();
        String album = track.album();
        return new Wanted(
                track.name(),
                artist == null || artist.isBlank() ? List.of() : List.of(artist.split(", ")),
                album == null ? "" : album,
                expectedSeconds == null ? Duration.ZERO : Duration.ofMillis(Math.round(expectedSeconds * 1000)));
    }

    RunWatch watch() {
        return new RunWatch(run);
    }
}
