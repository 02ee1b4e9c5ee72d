package io.soundforge.alchemy.platform.backup;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.database.Migrations;
import io.soundforge.alchemy.platform.database.SchemaState;
import io.soundforge.alchemy.platform.storage.BlobFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Writes everything that must not be lost into one file: all rows as of one moment, and all audio. A server may go on
 * working meanwhile. Redis holds nothing that must be kept. Blocks.
 */
public final class Backup {
    private static final int NAMED = 3;

    private final DatabaseConfig database;
    private final BlobFiles blobs;
    private final String program;

    /** @param program version of this release */
    public Backup(DatabaseConfig database, BlobFiles blobs, String program) {
        this.database = database;
        this.blobs = blobs;
        this.program = program;
    }

    /**
     * Writes the file; it appears whole or not at all.
     *
     * @throws AlchemyException CONFLICT if the file exists, or there is nothing this release could back up; UNAVAILABLE if
     *     the database or the disk fails
     */
    public BackupSummary write(Path file) {
        if (Files.exists(file)) {
            throw new AlchemyException(ErrorCode.CONFLICT, file + " exists. Name a file that does not.");
        }
        SchemaState schema = Migrations.state(database);
        requireOurs(schema);
        try {
            return write(file, schema.appliedText());
        } catch (SQLException e) {
            throw new AlchemyException(ErrorCode.UNAVAILABLE, "The rows cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new AlchemyException(ErrorCode.UNAVAILABLE, "The backup cannot be written: " + e, e);
        }
    }

    private static void requireOurs(SchemaState schema) {
        if (schema.applied().isEmpty()) {
            throw new AlchemyException(ErrorCode.CONFLICT, "There is nothing to back up: the database has no tables.");
        }
        if (schema.ahead()) {
            throw new AlchemyException(
                    ErrorCode.CONFLICT,
                    "The database has schema " + schema.appliedText() + " of a newer release; this one knows "
                            + schema.knownText() + ". Back it up with that release.");
        }
    }

    private BackupSummary write(Path file, String schemaVersion) throws IOException, SQLException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = Files.createTempFile(folder, ".alchemy-backup-", ".zip"); // its owner's alone
        try {
            BackupSummary summary = fill(unfinished, schemaVersion);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return summary;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Rows first: every file that they name was there before them. */
    private BackupSummary fill(Path file, String schemaVersion) throws IOException, SQLException {
        try (TableDump dump = TableDump.of(database);
                ArchiveWriter archive = ArchiveWriter.open(file)) {
            Instant now = Instant.now();
            List<BackupManifest.Table> tables = dump.into(archive);
            for (String key : blobs.keys()) {
                add(key, archive);
            }
            BackupManifest manifest = new BackupManifest(
                    BackupManifest.FORMAT,
                    program,
                    now,
                    schemaVersion,
                    dump.serverVersion(),
                    tables,
                    archive.entries());
            archive.finish(manifest);
            return manifest.summary(warnings(dump.lost(archive.entries())));
        }
    }

    private void add(String key, ArchiveWriter archive) throws IOException {
        try (InputStream bytes = Files.newInputStream(blobs.file(key))) {
            archive.<IOException>audio(BackupManifest.BLOBS + key, bytes::transferTo);
        } catch (NoSuchFileException deletedMeanwhile) {
            return; // if a row still names it, that is found below
        }
    }

    private static List<String> warnings(List<String> lost) {
        if (lost.isEmpty()) {
            return List.of();
        }
        String names = String.join(", ", lost.subList(0, Math.min(NAMED, lost.size())));
        return List.of(lost.size() + " files of the catalog are missing or damaged in the audio folder, or were deleted"
                + " during the backup: " + names + (lost.size() > NAMED ? ", …" : ""));
    }
}
