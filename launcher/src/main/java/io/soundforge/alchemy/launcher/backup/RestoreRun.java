package io.soundforge.alchemy.launcher.backup;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.launcher.LaunchException;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.data.DataFolderLock;
import io.soundforge.alchemy.launcher.data.FolderTree;
import io.soundforge.alchemy.launcher.embedded.ClusterVersion;
import io.soundforge.alchemy.launcher.embedded.EmbeddedPostgres;
import io.soundforge.alchemy.platform.backup.BackupArchive;
import io.soundforge.alchemy.platform.backup.BackupSummary;
import io.soundforge.alchemy.platform.backup.Restore;
import io.soundforge.alchemy.platform.storage.BlobFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Restores a backup into the operator's empty database, or into a data folder that has none: that one is filled beside
 * its place and moved there when it is whole, so that not even a power cut leaves half a database.
 */
public final class RestoreRun {
    private static final String UNFINISHED = ".restoring";

    private final Holdings holdings;

    public RestoreRun(Holdings holdings) {
        this.holdings = holdings;
    }

    /** @throws LaunchException if the folder is in use or the database does not start; see also {@link Restore#from} */
    public BackupSummary from(Path file) {
        try (BackupArchive archive = BackupArchive.open(file)) {
            return DataFolderLock.acquire(holdings.folder().create()).during(() -> restore(archive));
        }
    }

    private BackupSummary restore(BackupArchive archive) {
        try {
            return holdings.database().isPresent()
                    ? new Restore(holdings.database().get(), holdings.blobs()).from(archive)
                    : intoBundledDatabase(archive, holdings.folder());
        } catch (IOException e) {
            throw new LaunchException("The backup cannot be restored: " + e, e);
        }
    }

    private BackupSummary intoBundledDatabase(BackupArchive archive, DataFolder folder) throws IOException {
        if (ClusterVersion.writtenBy(folder.postgres()).isPresent()) {
            throw new AlchemyException(
                    ErrorCode.CONFLICT,
                    "The data folder " + folder.root() + " has a database already. Restore into an empty folder.");
        }
        Path unfinished = folder.root().resolve(UNFINISHED);
        FolderTree.delete(unfinished);
        try {
            BackupSummary summary = fill(archive, unfinished, folder.logs());
            publish(unfinished, folder);
            return summary;
        } finally {
            FolderTree.delete(unfinished);
        }
    }

    private BackupSummary fill(BackupArchive archive, Path postgres, Path logs) throws IOException {
        Files.createDirectories(postgres);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(postgres, logs)) {
            return new Restore(Holdings.one(server.uri()), holdings.blobs()).from(archive);
        }
    }

    /** What lies in the target's place has no data: at most programs, which come along anew. */
    private void publish(Path postgres, DataFolder folder) throws IOException {
        BlobFiles blobs = holdings.blobs();
        try {
            FolderTree.delete(folder.postgres());
            Files.move(postgres, folder.postgres(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            blobs.clear();
            throw e;
        }
    }
}
