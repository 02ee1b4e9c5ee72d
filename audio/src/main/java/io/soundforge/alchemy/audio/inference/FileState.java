package io.soundforge.alchemy.audio.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** A file as it is now: after a replacement it is another. */
record FileState(Path file, long bytes, FileTime modified) {
    static FileState of(Path file) throws IOException {
        return new FileState(file.toRealPath(), Files.size(file), Files.getLastModifiedTime(file));
    }
}
