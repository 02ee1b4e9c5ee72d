package io.soundforge.alchemy.launcher.embedded;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A log file that moves to {@code <name>.1} when it is full, so that the two never take more than twice the limit. */
final class BoundedLog implements AutoCloseable {
    private final Path file;
    private final long limit;
    private BufferedWriter writer;
    private long size;

    /**
     * @param file in a folder that exists
     * @param limit bytes after which a new file is begun
     */
    BoundedLog(Path file, long limit) throws IOException {
        this.file = file;
        this.limit = limit;
        this.size = Files.exists(file) ? Files.size(file) : 0;
        this.writer = open(file);
    }

    private static BufferedWriter open(Path file) throws IOException {
        return Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void line(String text) throws IOException {
        if (size >= limit) {
            writer.close();
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
            writer = open(file);
            size = 0;
        }
        writer.write(text);
        writer.write('\n');
        writer.flush();
        size += text.length() + 1L;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
