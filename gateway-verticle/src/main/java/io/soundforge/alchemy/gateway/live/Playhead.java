package io.soundforge.alchemy.gateway.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Tells whoever separates where somebody listens: the frame's number as text in a file beside the stems. */
final class Playhead {
    /** Canonical audio has no other rate. */
    private static final int SAMPLE_RATE = 44_100;

    private Playhead() {}

    /** Replaces the file at once; blocks. */
    static @Nullable Void write(Path folder, double seconds) throws IOException {
        Path unfinished = Files.createTempFile(folder, ".playhead", ".part");
        try {
            Files.writeString(unfinished, Long.toString(Math.round(seconds * SAMPLE_RATE)));
            Files.move(
                    unfinished,
                    folder.resolve("playhead"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return null;
    }
}
