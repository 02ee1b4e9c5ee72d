package io.soundforge.alchemy.audio.inference.install;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The same bytes under a second name, without room for them where the disk can do that. */
final class Links {
    private Links() {}

    static void linkOrCopy(Path existing, Path name) throws IOException {
        try {
            Files.createLink(name, existing.toRealPath());
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.copy(existing, name); // another disk, or one without links
        }
    }
}
