package io.soundforge.alchemy.launcher.backup;

import io.soundforge.alchemy.launcher.Build;
import io.soundforge.alchemy.launcher.LaunchException;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.data.DataFolderLock;
import io.soundforge.alchemy.launcher.embedded.ClusterVersion;
import io.soundforge.alchemy.launcher.embedded.EmbeddedPostgres;
import io.soundforge.alchemy.platform.backup.Backup;
import io.soundforge.alchemy.platform.backup.BackupSummary;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes a backup: of the operator's database, of the bundled one that a running server has up, or of the bundled one
 * that is started for this, by the program that wrote its data.
 */
public final class BackupRun {
    private final Holdings holdings;

    public BackupRun(Holdings holdings) {
        this.holdings = holdings;
    }

    /** @throws LaunchException if the database cannot be reached or started; see also {@link Backup#write} */
    public BackupSummary into(Path file) {
        return holdings.database().isPresent()
                ? backup(holdings).write(file)
                : ofBundledDatabase(holdings.folder(), file);
    }

    private BackupSummary ofBundledDatabase(DataFolder folder, Path file) {
        if (ClusterVersion.writtenBy(folder.postgres()).isEmpty()) {
            throw new LaunchException("There is nothing to back up: no database in " + folder.root()
                    + ". Name the data folder with --data, or set DATABASE_URL.");
        }
        Optional<DataFolderLock> lock = DataFolderLock.tryAcquire(folder);
        return lock.isPresent()
                ? lock.get().during(() -> ofStoppedDatabase(folder, file))
                : backup(at(runningIn(folder))).write(file);
    }

    private BackupSummary ofStoppedDatabase(DataFolder folder, Path file) {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.startExisting(folder.postgres(), folder.logs())) {
            return backup(at(postgres.uri())).write(file);
        }
    }

    private static String runningIn(DataFolder folder) {
        return EmbeddedPostgres.addressIn(folder.postgres())
                .orElseThrow(() -> new LaunchException(
                        "The server on " + folder.root() + " is only starting. Try again when it is up."));
    }

    private Holdings at(String url) {
        return new Holdings(holdings.folder(), Optional.of(Holdings.one(url)), holdings.audio());
    }

    private static Backup backup(Holdings holdings) {
        return new Backup(
                holdings.database().orElseThrow(),
                holdings.blobs(),
                Build.current().version());
    }
}
