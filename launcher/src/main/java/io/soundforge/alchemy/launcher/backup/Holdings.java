package io.soundforge.alchemy.launcher.backup;

import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.storage.BlobFiles;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where everything is that must not be lost.
 *
 * @param database the operator's; empty for the bundled PostgreSQL of the folder
 * @param audio folder of the blob store
 */
public record Holdings(DataFolder folder, Optional<DatabaseConfig> database, Path audio) {
    public static Holdings of(AlchemyConfig config, DataFolder folder) {
        Path audio = config.folders().audio();
        return new Holdings(
                folder,
                Optional.ofNullable(config.databases().databaseUrl())
                        .map(url -> config.hosting().database().config(url, 1)),
                audio == null ? folder.audio() : audio.toAbsolutePath());
    }

    static DatabaseConfig one(String url) {
        return new DatabaseConfig(url, 1);
    }

    BlobFiles blobs() {
        return new BlobFiles(audio);
    }

    @Override
    public String toString() {
        return "Holdings[folder=" + folder.root() + "]"; // the URL holds a password
    }
}
