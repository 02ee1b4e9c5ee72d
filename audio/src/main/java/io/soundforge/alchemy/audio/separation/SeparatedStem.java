package io.soundforge.alchemy.audio.separation;

import java.nio.file.Path;

/**
 * A stem on disk.
 *
 * @param type {@code vocals}, {@code drums}, {@code no_vocals}, {@code residual}, …
 * @param gain that was applied to it so that it does not clip; 1 in almost all cases
 * @param clipped samples that were cut off all the same
 */
public record SeparatedStem(String type, Path file, long bytes, double gain, long clipped) {
    /** The same stem, moved. */
    public SeparatedStem at(Path elsewhere) {
        return new SeparatedStem(type, elsewhere, bytes, gain, clipped);
    }
}
