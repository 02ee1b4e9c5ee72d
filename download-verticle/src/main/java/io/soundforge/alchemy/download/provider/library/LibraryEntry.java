package io.soundforge.alchemy.download.provider.library;

import io.soundforge.alchemy.download.match.Candidate;
import io.soundforge.alchemy.download.match.MatchScorer;
import java.time.Duration;

/**
 * One file of the library.
 *
 * @param path below the library's folder, with {@code /}
 * @param modified milliseconds since 1970
 * @param title, artist, album, isrc empty if the file does not say; title and artist then come from its name and folders
 * @param millis duration; 0 if it is not known
 * @param tagged whether the file itself says what it is called
 */
record LibraryEntry(
        String path,
        long modified,
        long bytes,
        String title,
        String artist,
        String album,
        String isrc,
        int millis,
        boolean tagged) {
    /** As the scorer wants it: an album that speaks of concerts makes the title one of a concert. */
    Candidate candidate() {
        String shown = album.isEmpty() || !speaksOfVersion() ? title : title + " (" + album + ")";
        return new Candidate(shown, artist, Duration.ofMillis(millis), isrc);
    }

    private boolean speaksOfVersion() {
        return MatchScorer.namesAVersion(album);
    }

    boolean unchanged(long nowModified, long nowBytes) {
        return modified == nowModified && bytes == nowBytes;
    }

    /** Whether it is the same file and not changed since. */
    boolean unchanged(LibraryEntry other) {
        return path.equals(other.path) && unchanged(other.modified, other.bytes);
    }
}
