package io.soundforge.alchemy.launcher.server;

import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.data.DataFolder;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything the mesh needs to know of this machine.
 *
 * @param config checked; its databases are those of the operator and may be null
 * @param folder exists and is ours alone
 * @param databaseUrl of the PostgreSQL to use, bundled or not: {@code postgresql://user:password@host:port/database}
 * @param redisUrl of the Redis to use, bundled or not
 * @param searchPath folders of the PATH, for ffmpeg, spotdl and yt-dlp
 */
public record ServerPlan(
        AlchemyConfig config, DataFolder folder, String databaseUrl, String redisUrl, List<Path> searchPath) {
    public ServerPlan {
        searchPath = List.copyOf(searchPath);
    }

    /** Folder of the blob store. */
    public Path audioFolder() {
        Path configured = config.folders().audio();
        return configured == null ? folder.audio() : configured.toAbsolutePath();
    }

    public Path modelsFolder() {
        Path configured = config.folders().models();
        return configured == null ? folder.models() : configured.toAbsolutePath();
    }

    @Override
    public String toString() {
        return "ServerPlan[config=" + config + ", folder=" + folder.root() + "]"; // the URLs hold passwords
    }
}
