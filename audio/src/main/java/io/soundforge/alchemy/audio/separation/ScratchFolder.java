package io.soundforge.alchemy.audio.separation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A hidden folder for unfinished files, gone when it is closed. It always has the same name, so that a run after a
 * killed one clears up what that one left.
 */
record ScratchFolder(Path path) implements AutoCloseable {

    /** Makes the folder, empty, inside another that is created too. */
    static ScratchFolder in(Path parent) throws IOException {
        ScratchFolder scratch = new ScratchFolder(parent.resolve(".separating"));
        scratch.close();
        Files.createDirectories(scratch.path());
        return scratch;
    }

    @Override
    public void close() throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        for (Path file : files()) {
            Files.delete(file);
        }
        Files.delete(path);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.toList();
        }
    }
}
