package io.soundforge.alchemy.platform.storage;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Blobs as files under one folder, which several nodes may share: {@code blobs/<key>}, {@code scratch/<name>} and
 * {@code shared/<name>}. All file work runs on worker threads.
 */
public final class LocalBlobStore implements BlobStore {
    private final Vertx vertx;
    private final Path blobs;
    private final Path scratch;
    private final Path shared;

    public LocalBlobStore(Vertx vertx, Path root) {
        this.vertx = vertx;
        Path top = root.toAbsolutePath().normalize();
        blobs = top.resolve("blobs");
        scratch = top.resolve("scratch");
        shared = top.resolve("shared");
    }

    @Override
    public Future<Void> adopt(Path file, String key) {
        return blocking(() -> {
            Path target = blobs.resolve(BlobKeys.requireKey(key));
            moveInto(file, target);
        });
    }

    @Override
    public Future<Path> local(String key) {
        return vertx.executeBlocking(() -> existing(blobs.resolve(BlobKeys.requireKey(key)), key), false);
    }

    @Override
    public Future<Void> duplicate(String key, String copy) {
        return blocking(() -> {
            Path file = existing(blobs.resolve(BlobKeys.requireKey(key)), key);
            Path target = blobs.resolve(BlobKeys.requireKey(copy));
            Path here = Files.createDirectories(scratch).resolve("duplicate-" + UUID.randomUUID());
            linkOrCopy(file, here);
            moveOnDisk(here, target);
        });
    }

    @Override
    public Future<Void> delete(String key) {
        return blocking(() -> FileTree.delete(blobs.resolve(BlobKeys.requireKey(key))));
    }

    @Override
    public Future<List<String>> keysBelow(String folder) {
        return vertx.executeBlocking(
                () -> {
                    Path top = blobs.resolve(BlobKeys.requireKey(folder));
                    List<String> keys = new ArrayList<>();
                    if (Files.isDirectory(top)) {
                        FileTree.forEachFile(
                                top,
                                file -> keys.add(
                                        blobs.relativize(file).toString().replace(File.separatorChar, '/')));
                    }
                    return keys;
                },
                false);
    }

    @Override
    public Future<Path> scratch(String name) {
        return vertx.executeBlocking(
                () -> {
                    Path folder = scratch.resolve(BlobKeys.requireName(name));
                    FileTree.delete(folder);
                    return Files.createDirectories(folder);
                },
                false);
    }

    @Override
    public Future<Path> resumable(String name) {
        return vertx.executeBlocking(() -> Files.createDirectories(scratch.resolve(BlobKeys.requireName(name))), false);
    }

    @Override
    public Future<Optional<Path>> existing(String name) {
        return vertx.executeBlocking(
                () -> Optional.of(scratch.resolve(BlobKeys.requireName(name))).filter(Files::isDirectory), false);
    }

    @Override
    public Future<Path> shared(String name) {
        return vertx.executeBlocking(() -> Files.createDirectories(shared.resolve(BlobKeys.requireName(name))), false);
    }

    @Override
    public Future<Void> sweep(Predicate<String> keep, Duration untouchedFor) {
        return blocking(() -> FileTree.deleteOlder(scratch, keep.negate(), untouchedFor));
    }

    @Override
    public Future<Void> discard(Path folder) {
        return blocking(() -> FileTree.delete(requireScratch(folder)));
    }

    @Override
    public Future<Void> check() {
        return blocking(() -> {
            Files.createDirectories(blobs);
            Files.createDirectories(scratch);
            Files.delete(Files.createTempFile(scratch, "check", ""));
        });
    }

    @Override
    public Future<Long> usableBytes() {
        return vertx.executeBlocking(
                () -> Files.getFileStore(Files.createDirectories(blobs)).getUsableSpace(), false);
    }

    private Path requireScratch(Path folder) {
        Path normal = folder.toAbsolutePath().normalize();
        if (!scratch.equals(normal.getParent())) {
            throw new IllegalArgumentException("expected a folder that scratch() gave, got " + folder.getFileName());
        }
        return normal;
    }

    private static Path existing(Path file, String key) {
        if (!Files.isRegularFile(file)) {
            throw new AlchemyException(ErrorCode.NOT_FOUND, "There is no blob '" + key + "'.");
        }
        return file;
    }

    private void moveInto(Path file, Path target) throws IOException {
        try {
            moveOnDisk(file, target);
        } catch (AtomicMoveNotSupportedException otherDisk) {
            Path here = Files.createDirectories(scratch).resolve("adopt-" + UUID.randomUUID());
            Files.copy(file, here);
            moveOnDisk(here, target);
            Files.delete(file);
        }
    }

    /** A file of this store never changes, so two names may mean the same bytes. */
    static void linkOrCopy(Path file, Path target) throws IOException {
        try {
            Files.createLink(target, file);
        } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void moveOnDisk(Path file, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            if (!Files.exists(file)) {
                throw e;
            }
            // The folder was deleted in between, by somebody who cleans up another blob.
            Files.createDirectories(target.getParent());
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private Future<Void> blocking(FileWork work) {
        return vertx.<Void>executeBlocking(
                () -> {
                    work.run();
                    return null;
                },
                false);
    }

    @FunctionalInterface
    private interface FileWork {
        void run() throws IOException;
    }
}
