package io.soundforge.alchemy.download.provider.library;

import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.audio.media.MediaTags;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jaudiotagger.audio.AudioFile;
import org.jaudiotagger.audio.AudioFileIO;
import org.jaudiotagger.tag.FieldKey;
import org.jaudiotagger.tag.Tag;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Reads a file's tags and duration: within this process where the tag library knows the format, else by a child process.
 * What neither can read is named after its file and folders.
 */
final class FileTags {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(FileTags.class);
    /** The tag library tells every oddity of every file; held here, because loggers are forgotten otherwise. */
    private static final Logger TALKATIVE = Logger.getLogger("org.jaudiotagger");

    /** What the tag library reads. */
    private static final Set<String> KNOWN =
            Set.of("mp3", "flac", "wav", "ogg", "oga", "m4a", "mp4", "aif", "aiff", "aifc", "wma");

    static {
        TALKATIVE.setLevel(Level.OFF);
    }

    private final MediaProbe probe;

    FileTags(MediaProbe probe) {
        this.probe = probe;
    }

    /** @throws CancellationException if the thread is interrupted */
    LibraryEntry read(Path file, String path, long modified, long bytes) {
        Read read = KNOWN.contains(ending(path)) ? within(file) : null;
        if (read == null) {
            read = byChild(file);
        }
        if (Thread.currentThread().isInterrupted()) { // which closes the file that is just being read
            throw new CancellationException("the reading of a file was interrupted");
        }
        return named(path, modified, bytes, read == null ? Read.NOTHING : read);
    }

    /** As files have it, empty if they do not. */
    private record Read(String title, String artist, String album, String isrc, int millis) {
        static final Read NOTHING = new Read("", "", "", "", 0);
    }

    private static @Nullable Read within(Path file) {
        try {
            AudioFile audio = AudioFileIO.read(file.toFile());
            Tag tag = audio.getTag();
            int millis = (int) Math.round(audio.getAudioHeader().getPreciseTrackLength() * 1000);
            return new Read(
                    text(tag, FieldKey.TITLE),
                    text(tag, FieldKey.ARTIST),
                    text(tag, FieldKey.ALBUM),
                    text(tag, FieldKey.ISRC),
                    millis);
        } catch (Exception
                | StackOverflowError
                | OutOfMemoryError e) { // it throws whatever a broken file makes it throw
            LOG.debug("the tags of a file in the library cannot be read", e);
            return null;
        }
    }

    private @Nullable Read byChild(Path file) {
        try {
            MediaTags media = probe.tags(file);
            Map<String, String> tags = media.tags();
            Double seconds = media.seconds();
            return new Read(
                    tags.getOrDefault("title", ""),
                    tags.getOrDefault("artist", ""),
                    tags.getOrDefault("album", ""),
                    tags.getOrDefault("isrc", ""),
                    seconds == null ? 0 : (int) Math.min(Integer.MAX_VALUE, Math.round(seconds * 1000)));
        } catch (CancellationException stopped) {
            throw stopped;
        } catch (AlchemyException | java.io.UncheckedIOException e) {
            LOG.debug("a file in the library cannot be opened", e);
            return null;
        }
    }

    private static LibraryEntry named(String path, long modified, long bytes, Read read) {
        String[] steps = path.split("/", -1);
        String file = steps[steps.length - 1].replaceFirst("\\.[^.]*$", "").replaceFirst("^\\d{1,3}[ ._-]+", "");
        String above = steps.length > 2 ? steps[steps.length - 3] : steps.length > 1 ? steps[steps.length - 2] : "";
        String title = TagText.plain(read.title());
        String artist = TagText.plain(read.artist());
        return new LibraryEntry(
                path,
                modified,
                bytes,
                title.isEmpty() ? TagText.plain(file) : title,
                artist.isEmpty() ? TagText.plain(above) : artist,
                TagText.plain(read.album()),
                TagText.plain(read.isrc()).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""),
                Math.max(0, read.millis()),
                !title.isEmpty());
    }

    static String ending(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String text(@Nullable Tag tag, FieldKey key) {
        String first = tag == null ? null : tag.getFirst(key);
        return first == null ? "" : first;
    }
}
