package io.soundforge.alchemy.launcher.mesh;

import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.audio.media.FfmpegFinder;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.download.DownloadConfig;
import io.soundforge.alchemy.gateway.GatewayConfig;
import io.soundforge.alchemy.gateway.IntakeConfig;
import io.soundforge.alchemy.launcher.Build;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.data.NodeName;
import io.soundforge.alchemy.launcher.server.ServerPlan;
import io.soundforge.alchemy.platform.http.AllowedHosts;
import io.soundforge.alchemy.platform.identity.SignInConfig;
import io.soundforge.alchemy.platform.nodes.NodeListener;
import io.soundforge.alchemy.platform.storage.InputBuckets;
import io.soundforge.alchemy.platform.uploads.OwnerQuota;
import io.soundforge.alchemy.processing.SharedSegments;
import io.soundforge.alchemy.spotify.SpotifyConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
                Build.current().version(),
                hostName(),
                config.cluster(),
                listener(config),
                config.hosting().database().config(plan.databaseUrl(), DATABASE_CONNECTIONS),
                plan.redisUrl(),
                () -> ffmpeg(plan),
                plan.audioFolder(),
                config.hosting().store(),
                plan.modelsFolder(),
                config.media().defaultModel(),
                config.media().modelLinks(),
                config.media().sessions(),
                config.media().modelIdle(),
                plan.folder().nativeLibraries(),
                new SharedSegments(
                        config.media().segmentBudget(), config.media().assist()),
                config.jobs(),
                config.limits().live(),
                config.observation(),
                gateway(config),
                signIn(config.supabase()),
                spotify(config.spotify()),
                DownloadConfig.of(
                                DownloadConfig.DEFAULT_MAX_BYTES,
                                limits,
                                config.sources().allowedHosts(),
                                config.jobs().slotsOf(JobKind.DOWNLOAD))
                        .taking(config.intake().extensions())
                        .reading(new InputBuckets(
                                config.hosting().store(), config.hosting().inputBuckets()))
                        .findingIn(ProviderPaths.of(plan)),
                config.edge()
                        .limits(config.server().loopback() && !config.supabase().signIn()),
                config.edge());
    }

    private static Ffmpeg ffmpeg(ServerPlan plan) {
        return FfmpegFinder.find(
                plan.config().media().ffmpeg(), plan.searchPath(), plan.folder().tools());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // a machine that has no name of its own
        }
    }

    private static NodeListener.Config listener(AlchemyConfig config) {
        ListenAddress address = ListenAddress.of(config.server(), config.cluster());
        return new NodeListener.Config(
                address.host(),
                address.port(),
                hosts(config),
                config.server().corsOrigins(),
                config.edge().proxies(),
                config.edge().connections());
    }

    /** The second port belongs to whoever serves the sockets, which may be another node of this machine. */
    private static @Nullable Integer extraPort(AlchemyConfig config) {
        OptionalInt port = config.server().legacyWebSocketPort();
        return port.isPresent() && config.cluster().plays(Role.WEBSOCKET) ? port.getAsInt() : null;
    }

    private static SignInConfig signIn(AlchemyConfig.Supabase supabase) {
        return supabase.signIn()
                ? new SignInConfig(supabase.url(), supabase.jwtSecret(), supabase.jwksUrl(), supabase.serviceKey())
                : SignInConfig.open();
    }

    /** A page that rebinds its name to us has no token, so names matter only where nobody signs in. */
    private static AllowedHosts hosts(AlchemyConfig config) {
        AlchemyConfig.Server server = config.server();
        if (server.allowedHosts().isEmpty()) {
            return server.loopback() && !config.supabase().signIn() ? AllowedHosts.ofThisMachine() : AllowedHosts.all();
        }
        return new AllowedHosts(server.allowedHosts());
    }

    private static GatewayConfig gateway(AlchemyConfig config) {
        AlchemyConfig.Server server = config.server();
        return new GatewayConfig(
                server.host(),
                server.port(),
                extraPort(config),
                hosts(config),
                server.corsOrigins(),
                config.limits().maxUploadBytes(),
                config.limits().maxAudioMinutes(),
                UPLOAD_DEADLINE,
                config.supabase().url(),
                config.supabase().anonKey(),
                Build.current().version(),
                intake(config.intake()));
    }

    private static IntakeConfig intake(AlchemyConfig.Intake intake) {
        String scanner = intake.clamAvHost();
        return new IntakeConfig(
                new OwnerQuota(intake.quotaBytes(), intake.quotaTracks()),
                Duration.ofHours(intake.uploadHours()),
                IntakeConfig.USUAL.mostUnfinished(),
                scanner == null
                        ? null
                        : new IntakeConfig.ClamAvConfig(scanner, intake.clamAvPort(), intake.clamAvRequired()),
                Stream.of(intake.linkSecret(), intake.previousLinkSecret())
                        .flatMap(Stream::ofNullable)
                        .toList());
    }

    private static SpotifyConfig spotify(AlchemyConfig.Spotify spotify) {
        return new SpotifyConfig(
                spotify.clientId(),
                spotify.clientSecret(),
                spotify.apiUrl(),
                spotify.accountsUrl(),
                spotify.openUrl(),
                spotify.shortLinksUrl(),
                spotify.market(),
                SPOTIFY_DEADLINE);
    }
}
