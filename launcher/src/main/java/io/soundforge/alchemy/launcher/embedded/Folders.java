package io.soundforge.alchemy.launcher.embedded;

import io.soundforge.alchemy.launcher.data.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders that appear whole or not at all. */
final class Folders {
    private static final String UNFINISHED = ".unfinished-";

    private Folders() {}

    /** Fills a folder that does not exist yet. */
    @FunctionalInterface
    interface Filling {
        void into(Path folder) throws IOException;
    }

    /**
     * Makes a folder by filling one beside it, in a folder that exists, and moving that into place. What an earlier, killed attempt left is
     * removed first.
     */
    static void publish(Path target, Filling filling) throws IOException {
        Path unfinished = target.resolveSibling(UNFINISHED + target.getFileName());
        FolderTree.delete(unfinished);
        Files.createDirectory(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        filling.into(unfinished);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
