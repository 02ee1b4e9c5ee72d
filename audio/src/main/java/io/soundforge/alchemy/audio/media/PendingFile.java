package io.soundforge.alchemy.audio.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A file in the making, beside the place it is meant for: it appears there whole, or not at all. Only a hard kill of this
 * program leaves one behind, named {@code .<uuid>.part}.
 */
final class PendingFile implements AutoCloseable {
    private final Path target;
    private final Path path;
    private final Thread deleteAtShutdown;

    private PendingFile(Path target, Path path) {
        this.target = target;
        this.path = path;
        this.deleteAtShutdown = new Thread(() -> path.toFile().delete(), "pending-file-shutdown");
    }

    /** Only a name so far; the file does not exist yet. */
    static PendingFile beside(Path target) {
        Path absolute = target.toAbsolutePath();
        PendingFile pending = new PendingFile(absolute, absolute.resolveSibling("." + UUID.randomUUID() + ".part"));
        Runtime.getRuntime().addShutdownHook(pending.deleteAtShutdown);
        return pending;
    }

    Path path() {
        return path;
    }

    /** Puts the file where it belongs, in one step. */
    void commit() throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes what was not committed. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
        RunningChild.forgetShutdown(deleteAtShutdown);
    }
}
