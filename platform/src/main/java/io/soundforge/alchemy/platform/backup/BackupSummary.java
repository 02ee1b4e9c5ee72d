package io.soundforge.alchemy.platform.backup;

import java.time.Instant;
import java.util.List;

/**
 * A backup in figures.
 *
 * @param program version of the release that wrote it
 * @param schemaVersion of its rows, such as {@code 3}
 * @param serverVersion of the PostgreSQL they were read from
 * @param rows of all tables
 * @param files of audio
 * @param bytes of these files
 * @param warnings sentences on what the catalog names and the audio folder does not have; empty after a restore
 */
public record BackupSummary(
        String program,
        Instant createdAt,
        String schemaVersion,
        String serverVersion,
        long rows,
        int files,
        long bytes,
        List<String> warnings) {
    public BackupSummary {
        warnings = List.copyOf(warnings);
    }
}
