package io.soundforge.alchemy.launcher.mesh;

import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.audio.media.FfmpegFinder;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.download.DownloadConfig;
import io.soundforge.alchemy.gateway.GatewayConfig;
import io.soundforge.alchemy.launcher.Build;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.data.NodeName;
import io.soundforge.alchemy.launcher.server.ServerPlan;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.spotify.SpotifyConfig;
import java.time.Duration;

/** From what the operator configured to what the mesh is told. */
final class MeshConfigs {
    private static final int DATABASE_CONNECTIONS = 10;
    private static final Duration UPLOAD_DEADLINE = Duration.ofMinutes(5);
    private static final Duration SPOTIFY_DEADLINE = Duration.ofSeconds(10);

    private MeshConfigs() {}

    static MeshConfig of(ServerPlan plan) {
        AlchemyConfig config = plan.config();
        MediaLimits limits = MediaLimits.ofMinutes(config.limits().maxAudioMinutes());
        return new MeshConfig(
                NodeName.of(plan.folder()),
                new DatabaseConfig(plan.databaseUrl(), DATABASE_CONNECTIONS),
                plan.redisUrl(),
                ffmpeg(plan),
                plan.audioFolder(),
                plan.modelsFolder(),
                config.media().defaultModel(),
                config.maxConcurrentJobs(),
                gateway(config),
                spotify(config.spotify()),
                DownloadConfig.of(
                        DownloadConfig.DEFAULT_MAX_BYTES,
                        limits,
                        config.sources().allowedHosts(),
                        config.maxConcurrentJobs()));
    }

    private static Ffmpeg ffmpeg(ServerPlan plan) {
        return FfmpegFinder.find(
                plan.config().media().ffmpeg(), plan.searchPath(), plan.folder().tools());
    }

    private static GatewayConfig gateway(AlchemyConfig config) {
        AlchemyConfig.Server server = config.server();
        return new GatewayConfig(
                server.host(),
                server.port(),
                server.legacyWebSocketPort().isPresent()
                        ? server.legacyWebSocketPort().getAsInt()
                        : null,
                !server.loopback(),
                server.corsOrigins(),
                config.limits().maxUploadBytes(),
                config.limits().maxAudioMinutes(),
                UPLOAD_DEADLINE,
                config.supabase().url(),
                config.supabase().anonKey(),
                Build.current().version());
    }

    private static SpotifyConfig spotify(AlchemyConfig.Spotify spotify) {
        return new SpotifyConfig(
                spotify.clientId(),
                spotify.clientSecret(),
                spotify.apiUrl(),
                spotify.accountsUrl(),
                spotify.openUrl(),
                spotify.market(),
                SPOTIFY_DEADLINE);
    }
}
