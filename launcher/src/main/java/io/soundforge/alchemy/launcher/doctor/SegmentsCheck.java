package io.soundforge.alchemy.launcher.doctor;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of their space the finished segments of separations take. They make room by themselves.
 *
 * @param folder that all nodes share; need not exist
 * @param budget bytes
 */
record SegmentsCheck(Path folder, long budget) implements Check {
    private static final double GIB = 1L << 30;

    @Override
    public String name() {
        return "segments";
    }

    @Override
    public List<Finding> look() throws IOException {
        return List.of(Finding.ok(
                name(),
                String.format(
                        Locale.ROOT,
                        "%.1f of %.1f GiB taken by finished segments at %s",
                        taken() / GIB,
                        budget / GIB,
                        folder)));
    }

    private long taken() throws IOException {
        AtomicLong bytes = new AtomicLong();
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes.addAndGet(attributes.size());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE; // a running server has just made room
                }
            });
        }
        return bytes.get();
    }
}
