package io.soundforge.alchemy.platform.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deletes whole folders; links are deleted, not followed. */
public final class FileTree {
    private FileTree() {}

    /** Deletes a file or a folder with everything in it; nothing there is fine too. */
    public static void delete(Path top) throws IOException {
        Files.walkFileTree(top, new Deleting());
    }

    /** Visits every regular file; what somebody deletes meanwhile is passed over, links are not followed. */
    static void forEachFile(Path top, Consumer<Path> visitor) throws IOException {
        Files.walkFileTree(top, new Tolerant() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    visitor.accept(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Deletes those direct children of a folder whose name is wanted and whose last change is so long ago. */
    static void deleteOlder(Path folder, Predicate<String> wanted, Duration age) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        FileTime limit = FileTime.fromMillis(System.currentTimeMillis() - age.toMillis());
        List<Path> found;
        try (Stream<Path> children = Files.list(folder)) {
            found = children.toList();
        }
        for (Path child : found) {
            if (wanted.test(child.getFileName().toString()) && isOlder(child, limit)) {
                delete(child);
            }
        }
    }

    private static boolean isOlder(Path file, FileTime limit) throws IOException {
        try {
            return Files.getLastModifiedTime(file).compareTo(limit) < 0;
        } catch (NoSuchFileException gone) {
            return false; // its owner has just deleted it
        }
    }

    /** Does not mind when others delete what it is about to visit. */
    private static class Tolerant extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
            if (error instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE; // somebody else was faster
            }
            throw error;
        }
    }

    private static final class Deleting extends Tolerant {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException error) throws IOException {
            if (error != null) {
                throw error;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
