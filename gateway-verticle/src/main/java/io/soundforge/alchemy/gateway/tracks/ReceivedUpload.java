package io.soundforge.alchemy.gateway.tracks;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that has arrived whole.
 *
 * @param file in a scratch folder of its own
 * @param fileName as {@link FileName#plain} leaves it
 * @param options the form field of that name; null when absent
 */
record ReceivedUpload(
        Path file, String fileName, long bytes, @Nullable String options) {}
