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
import java.nio.file.Path;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a backup into an empty database and an empty audio folder, and brings it up to this release's schema. If it
 * fails, both are as empty as before. Blocks.
 */
public final class Restore {
    private static final Logger log = LoggerFactory.getLogger(Restore.class);

    private final DatabaseConfig database;
    private final BlobFiles blobs;

    public Restore(DatabaseConfig database, BlobFiles blobs) {
        this.database = database;
        this.blobs = blobs;
    }

    /**
     * Restores everything.
     *
     * @throws AlchemyException CONFLICT if the target is not empty or the backup is of a newer release; UNAVAILABLE if the
     *     database or the disk fails
     */
    public BackupSummary from(BackupArchive archive) {
        try {
            requireTarget(archive.manifest());
            restore(archive);
            return archive.summary();
        } catch (SQLException | FlywayException e) {
            throw new AlchemyException(ErrorCode.UNAVAILABLE, "The rows cannot be restored: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new AlchemyException(ErrorCode.UNAVAILABLE, "The files cannot be restored: " + e, e);
        }
    }

    private void requireTarget(BackupManifest manifest) throws IOException, SQLException {
        SchemaState schema = Migrations.state(database);
        if (!schema.knows(manifest.schemaVersion())) {
            throw new AlchemyException(
                    ErrorCode.CONFLICT,
                    "The backup has schema " + manifest.schemaVersion() + " of release " + manifest.program()
                            + "; this release knows schema " + schema.knownText() + ". Restore it with that release.");
        }
        try (TableLoad target = TableLoad.into(database)) {
            target.requireEmpty();
        }
        if (!blobs.isEmpty()) {
            throw new AlchemyException(
                    ErrorCode.CONFLICT,
                    "The audio folder " + blobs.root() + " is not empty. Restore into an empty one.");
        }
    }

    private void restore(BackupArchive archive) throws IOException, SQLException {
        boolean bare;
        try (TableLoad target = TableLoad.into(database)) {
            bare = !target.hasTables();
        }
        try {
            Migrations.migrate(database, archive.manifest().schemaVersion());
            fill(archive);
            Migrations.migrate(database);
            renameJournal();
        } catch (IOException | SQLException | RuntimeException e) {
            takeBack(bare, e);
            throw e;
        }
    }

    private void renameJournal() throws SQLException {
        try (TableLoad target = TableLoad.into(database)) {
            target.renameJournal();
        }
    }

    /** @param bare whether there were no tables before */
    private void takeBack(boolean bare, Exception failure) {
        try (TableLoad target = TableLoad.into(database)) {
            blobs.clear();
            if (bare) {
                target.dropAll();
            } else {
                target.emptyAll();
            }
        } catch (IOException | SQLException e) {
            log.atWarn().addKeyValue("reason", e.getMessage()).log("parts of a failed restore stay behind");
            failure.addSuppressed(e);
        }
    }

    /** The commit comes last: rows without their files would be worse than files without rows. */
    private void fill(BackupArchive archive) throws IOException, SQLException {
        BlobFiles incoming = blobs.incoming();
        try (TableLoad load = TableLoad.into(database)) {
            load.load(archive);
            for (BackupManifest.Entry entry : archive.manifest().blobs()) {
                unpack(archive, entry, incoming);
            }
            blobs.publish(incoming);
            load.commit();
        } finally {
            incoming.delete();
        }
    }

    private static void unpack(BackupArchive archive, BackupManifest.Entry entry, BlobFiles target) throws IOException {
        Path file = place(entry, target);
        Files.createDirectories(file.getParent());
        try (InputStream bytes = archive.content(entry.name())) {
            Files.copy(bytes, file);
        }
    }

    /** A name from the file that is no key of ours could lead anywhere. */
    private static Path place(BackupManifest.Entry entry, BlobFiles target) {
        try {
            return target.file(entry.name().substring(BackupManifest.BLOBS.length()));
        } catch (IllegalArgumentException e) {
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST, "The backup holds a file with a name that none has: " + entry.name(), e);
        }
    }
}
