package io.soundforge.alchemy.launcher.mesh;

import io.soundforge.alchemy.audio.inference.SessionSettings;
import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.download.DownloadConfig;
import io.soundforge.alchemy.gateway.GatewayConfig;
import io.soundforge.alchemy.gateway.admission.RateLimits;
import io.soundforge.alchemy.launcher.config.ClusterConfig;
import io.soundforge.alchemy.launcher.config.EdgeSettings;
import io.soundforge.alchemy.launcher.config.JobSettings;
import io.soundforge.alchemy.launcher.config.Observation;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.identity.SignInConfig;
import io.soundforge.alchemy.platform.nodes.NodeListener;
import io.soundforge.alchemy.platform.nodes.NodeProfile;
import io.soundforge.alchemy.platform.storage.StorageConfig;
import io.soundforge.alchemy.processing.SharedSegments;
import io.soundforge.alchemy.spotify.SpotifyConfig;
import io.soundforge.alchemy.websocket.LiveLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything a node of the mesh needs to know; services named here are running already.
 *
 * @param node names this process in leases; no other living process has the name
 * @param version of the program
 * @param host name of this machine
 * @param cluster which roles this process plays, and where the others are
 * @param listener where a process without a gateway is reached
 * @param ffmpeg looks for it, or unpacks it, when called; for the roles that handle audio
 * @param audioFolder root of the blob store
 * @param storage where blobs are kept, if not there
 * @param sessions how trained models run
 * @param modelIdle how long one stays in memory after its last use
 * @param nativeLibraries folder into which their runtime is unpacked
 * @param segments where and how far finished segments of separations are kept
 * @param jobs how this process works on jobs
 * @param defaultModel the model to take when none is named; null for the best one installed
 * @param signIn how callers are known
 * @param observation how it is watched
 * @param live how much of the live edge is given to whom
 * @param rateLimits how many requests are let in
 * @param edge how the server meets the net
 * @param modelLinks whether callers may have models installed from links of their own
 */
public record MeshConfig(
        String node,
        String version,
        String host,
        ClusterConfig cluster,
        NodeListener.Config listener,
        DatabaseConfig database,
        String redisUri,
        Supplier<Ffmpeg> ffmpeg,
        Path audioFolder,
        StorageConfig storage,
        Path modelsFolder,
        @Nullable String defaultModel,
        boolean modelLinks,
        SessionSettings sessions,
        Duration modelIdle,
        Path nativeLibraries,
        SharedSegments segments,
        JobSettings jobs,
        LiveLimits live,
        Observation observation,
        GatewayConfig gateway,
        SignInConfig signIn,
        SpotifyConfig spotify,
        DownloadConfig download,
        RateLimits rateLimits,
        EdgeSettings edge) {

    /** What this process says of itself. */
    NodeProfile profile() {
        return new NodeProfile(
                node, cluster.roles(), version, host, ProcessHandle.current().pid(), jobs.slots(), slots());
    }

    private Map<String, Integer> slots() {
        Map<String, Integer> slots = new LinkedHashMap<>();
        for (JobKind kind : JobKind.values()) {
            if (cluster.plays(worker(kind))) {
                slots.put(kind.text(), jobs.slotsOf(kind));
            }
        }
        return slots;
    }

    private static Role worker(JobKind kind) {
        return switch (kind) {
            case RESOLVE -> Role.SPOTIFY;
            case DOWNLOAD -> Role.DOWNLOAD;
            case SEPARATE, EXPORT, INSTALL -> Role.PROCESSING;
            case ANALYZE -> Role.ANALYSIS;
        };
    }
}
