package io.soundforge.alchemy.audio.separation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Time as the file system tells it, by the date of a file that was just written: machines that share a folder need not
 * agree on theirs.
 */
record DiskClock(Path folder) {
    private static final String FILE = ".clock";

    /** Milliseconds since the epoch of the file system. */
    long now() throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {'.'}), 0);
        }
        return Files.getLastModifiedTime(file).toMillis();
    }

    /** Whether a file was not written for so long, or is gone. */
    boolean isOlder(Path file, Duration age) throws IOException {
        try {
            return now() - Files.getLastModifiedTime(file).toMillis() > age.toMillis();
        } catch (NoSuchFileException e) {
            return true;
        }
    }
}
