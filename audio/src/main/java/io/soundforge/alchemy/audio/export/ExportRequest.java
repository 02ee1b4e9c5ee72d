package io.soundforge.alchemy.audio.export;

import io.soundforge.alchemy.contracts.studio.ExportOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Stems to be put into a zip.
 *
 * @param stems in the order in which they lie in the zip; at least one
 * @param options the ids in them are not looked at
 * @param tags {@code title}, {@code artist}, {@code album}; written when the options ask for metadata
 * @param scratch folder for decoded audio, which may take 46 MB for each minute of each stem at 96 kHz
 */
public record ExportRequest(List<Source> stems, ExportOptions options, Map<String, String> tags, Path scratch) {
    /** @throws IllegalArgumentException without stems */
    public ExportRequest {
        stems = List.copyOf(stems);
        tags = Map.copyOf(tags);
        if (stems.isEmpty()) {
            throw new IllegalArgumentException("an export needs at least one stem");
        }
    }

    /**
     * One stored stem.
     *
     * @param type {@code vocals}, {@code no_vocals}, …: lower-case letters, digits and '_'
     */
    public record Source(String type, Path file) {}
}
