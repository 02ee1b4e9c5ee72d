package io.soundforge.alchemy.download.provider;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.storage.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a program left in its folder: its word that all went well is not enough. */
public final class FetchedFile {
    private FetchedFile() {}

    /**
     * The file that a program says it wrote.
     *
     * @throws AlchemyException SOURCE_REFUSED if it is none of the folder's own files or empty; BODY_TOO_LARGE
     */
    public static Path require(String provider, Path file, Path folder, long maxBytes) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || !folder.toRealPath().equals(file.toRealPath().getParent())) {
            throw nothing(provider);
        }
        long bytes = Files.size(file);
        if (bytes == 0) {
            throw new AlchemyException(ErrorCode.SOURCE_REFUSED, provider + " delivered an empty file");
        }
        if (bytes > maxBytes) {
            throw tooLarge(provider, maxBytes);
        }
        return file;
    }

    /** The file of this name in the folder; errors as in {@link #require}. */
    public static Path named(String provider, String name, Path folder, long maxBytes) throws IOException {
        try {
            return require(provider, folder.resolve(name), folder, maxBytes);
        } catch (InvalidPathException e) {
            throw new AlchemyException(ErrorCode.SOURCE_REFUSED, provider + " names a file that cannot be", e);
        }
    }

    /** The only file in the folder, for programs that choose its name; errors as in {@link #require}. */
    public static Path only(String provider, Path folder, long maxBytes) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
            if (files.size() != 1) {
                throw nothing(provider);
            }
            return require(provider, files.get(0), folder, maxBytes);
        }
    }

    /** Work of a program that does not go on where it ended. */
    @FunctionalInterface
    public interface Run {
        Path file() throws IOException;
    }

    /** Runs a program in a folder that is empty before, and again when it has failed. */
    public static Path anew(Path folder, Run run) throws IOException {
        clear(folder);
        try {
            return run.file();
        } catch (IOException | RuntimeException failure) {
            try {
                clear(folder);
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path left : all.toList()) {
                FileTree.delete(left);
            }
        }
    }

    static AlchemyException tooLarge(String provider, long maxBytes) {
        return new AlchemyException(ErrorCode.BODY_TOO_LARGE, provider + " delivered more than " + maxBytes + " bytes");
    }

    private static AlchemyException nothing(String provider) {
        return new AlchemyException(
                ErrorCode.SOURCE_REFUSED, provider + " reported success, but there is no audio file");
    }
}
