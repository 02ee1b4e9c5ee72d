package io.soundforge.alchemy.launcher.mesh;

import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.download.DownloadConfig;
import io.soundforge.alchemy.gateway.GatewayConfig;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.spotify.SpotifyConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Everything a node of the mesh needs to know; services named here are running already.
 *
 * @param node names this process in leases; no other living process has the name
 * @param audioFolder root of the blob store
 * @param slots downloads, and analyses, at once; separations run one at a time
 * @param defaultModel the model to take when none is named; null for the best one installed
 */
public record MeshConfig(
        String node,
        DatabaseConfig database,
        String redisUri,
        Ffmpeg ffmpeg,
        Path audioFolder,
        Path modelsFolder,
        @Nullable String defaultModel,
        int slots,
        GatewayConfig gateway,
        SpotifyConfig spotify,
        DownloadConfig download) {}
