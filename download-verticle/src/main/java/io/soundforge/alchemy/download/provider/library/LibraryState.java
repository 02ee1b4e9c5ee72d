package io.soundforge.alchemy.download.provider.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a library is, for people; kept in a file, so that it can be told by a program that does not follow the library.
 *
 * @param files of audio that are known
 * @param fingerprinted of these
 * @param looked when all of the folder was last looked through; null for never
 * @param watched whether changes are seen as they happen
 * @param unwatched why not
 */
record LibraryState(int files, int fingerprinted, @Nullable Instant looked, boolean watched, String unwatched) {
    private static final Logger LOG = LoggerFactory.getLogger(LibraryState.class);

    /** Such as {@code 812 files, 640 of them fingerprinted, last looked through at 2026-01-31T12:00:00Z, watched}. */
    String sentence() {
        return files + (files == 1 ? " file, " : " files, ") + fingerprinted + " of them fingerprinted, "
                + (looked == null
                        ? "not looked through yet"
                        : "last looked through at " + looked.truncatedTo(ChronoUnit.SECONDS))
                + (watched ? ", watched" : ", not watched: " + unwatched);
    }

    /** Whether it would be watched if the system gave more watches. */
    boolean limited() {
        return !watched && unwatched.startsWith(Watching.SYSTEM);
    }

    /** Empty if there is none that can be read. */
    static Optional<LibraryState> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            Properties kept = new Properties();
            kept.load(in);
            String looked = kept.getProperty("looked", "");
            return Optional.of(new LibraryState(
                    Integer.parseInt(kept.getProperty("files", "0")),
                    Integer.parseInt(kept.getProperty("fingerprinted", "0")),
                    looked.isEmpty() ? null : Instant.parse(looked),
                    Boolean.parseBoolean(kept.getProperty("watched")),
                    kept.getProperty("unwatched", "")));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            LOG.warn("the library's last state cannot be read", e);
            return Optional.empty();
        }
    }

    /** Written beside and moved into place. */
    void write(Path file) throws IOException {
        Properties kept = new Properties();
        kept.setProperty("files", Integer.toString(files));
        kept.setProperty("fingerprinted", Integer.toString(fingerprinted));
        kept.setProperty("looked", looked == null ? "" : looked.toString());
        kept.setProperty("watched", Boolean.toString(watched));
        kept.setProperty("unwatched", unwatched);
        StringWriter text = new StringWriter();
        kept.store(text, null);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text.toString());
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
