package io.soundforge.alchemy.audio.separation;

import java.nio.file.Path;

/**
 * A stem on disk.
 *
 * @param type {@code vocals}, {@code drums}, {@code no_vocals}, …
 */
public record SeparatedStem(String type, Path file, long bytes) {}
