package io.soundforge.alchemy.download.provider.library;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jaudiotagger.audio.AudioFile;
import org.jaudiotagger.audio.AudioFileIO;
import org.jaudiotagger.tag.FieldKey;
import org.jaudiotagger.tag.Tag;
import org.slf4j.LoggerFactory;

/** Reads a file's tags and duration within this process; what it cannot read is named after its file and folders. */
final class FileTags {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(FileTags.class);
    /** The tag library tells every oddity of every file; held here, because loggers are forgotten otherwise. */
    private static final Logger TALKATIVE = Logger.getLogger("org.jaudiotagger");

    private static final int LONGEST = 300;

    static {
        TALKATIVE.setLevel(Level.OFF);
    }

    private FileTags() {}

    static LibraryEntry read(Path file, String path, long modified, long bytes) {
        try {
            AudioFile audio = AudioFileIO.read(file.toFile());
            Tag tag = audio.getTag();
            int millis = (int) Math.round(audio.getAudioHeader().getPreciseTrackLength() * 1000);
            String title = tag == null ? "" : text(tag, FieldKey.TITLE);
            String artist = tag == null ? "" : text(tag, FieldKey.ARTIST);
            String album = tag == null ? "" : text(tag, FieldKey.ALBUM);
            String isrc = tag == null ? "" : text(tag, FieldKey.ISRC);
            return named(path, modified, bytes, title, artist, album, isrc, millis);
        } catch (Exception e) { // it throws whatever a broken file makes it throw
            LOG.debug("the tags of a file in the library cannot be read", e);
            return named(path, modified, bytes, "", "", "", "", 0);
        }
    }

    private static LibraryEntry named(
            String path,
            long modified,
            long bytes,
            String title,
            String artist,
            String album,
            String isrc,
            int millis) {
        String[] steps = path.split("/", -1);
        String file = steps[steps.length - 1].replaceFirst("\\.[^.]*$", "").replaceFirst("^\\d{1,3}[ ._-]+", "");
        String above = steps.length > 2 ? steps[steps.length - 3] : steps.length > 1 ? steps[steps.length - 2] : "";
        return new LibraryEntry(
                path,
                modified,
                bytes,
                title.isEmpty() ? file : title,
                artist.isEmpty() ? above : artist,
                album,
                isrc.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", ""),
                millis);
    }

    private static String text(Tag tag, FieldKey key) {
        String first = tag.getFirst(key);
        String plain = first == null ? "" : first.replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }
}
