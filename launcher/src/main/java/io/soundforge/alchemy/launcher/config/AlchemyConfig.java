package io.soundforge.alchemy.launcher.config;

import io.soundforge.alchemy.audio.inference.SessionSettings;
import io.soundforge.alchemy.websocket.LiveLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration, checked. Secrets are never part of a {@code toString}.
 *
 * @param warnings sentences for the operator, such as on keys that have no effect
 */
public record AlchemyConfig(
        Server server,
        ClusterConfig cluster,
        Log log,
        Folders folders,
        Databases databases,
        Supabase supabase,
        Spotify spotify,
        Sources sources,
        Media media,
        Limits limits,
        JobSettings jobs,
        Intake intake,
        Hosting hosting,
        EdgeSettings edge,
        Observation observation,
        List<String> warnings) {
    public AlchemyConfig {
        warnings = List.copyOf(warnings);
    }

    /** The same with HTTP and sockets on one port only, as {@code --port} asks. */
    public AlchemyConfig onPort(int port) {
        return withServer(new Server(
                server.host(), port, true, OptionalInt.empty(), false, server.corsOrigins(), server.allowedHosts()));
    }

    /** The same, and links may lead to this host and port wherever it is. */
    public AlchemyConfig allowing(String hostAndPort) {
        Set<String> hosts = new HashSet<>(sources.allowedHosts());
        hosts.add(hostAndPort);
        Sources more = new Sources(
                sources.spotdl(),
                sources.ytDlp(),
                sources.youtubeCookies(),
                sources.library(),
                Set.copyOf(hosts),
                sources.downloads());
        return with(server, cluster, folders, databases, more, hosting);
    }

    /** The same for a demonstration: on loopback, on any free port, with databases and folders of its own. */
    public AlchemyConfig forDemo() {
        return with(
                new Server("127.0.0.1", 0, true, OptionalInt.empty(), false, List.of(), List.of()),
                ClusterConfig.ALONE,
                new Folders(null, folders.models()),
                new Databases(null, null),
                sources,
                Hosting.HERE);
    }

    public AlchemyConfig withServer(Server other) {
        return with(other, cluster, folders, databases, sources, hosting);
    }

    public AlchemyConfig withCluster(ClusterConfig other) {
        return with(server, other, folders, databases, sources, hosting);
    }

    /** The same with these in the place of ours. */
    private AlchemyConfig with(
            Server ofServer,
            ClusterConfig ofCluster,
            Folders inFolders,
            Databases inDatabases,
            Sources fromSources,
            Hosting inHosting) {
        return new AlchemyConfig(
                ofServer,
                ofCluster,
                log,
                inFolders,
                inDatabases,
                supabase,
                spotify,
                fromSources,
                media,
                limits,
                jobs,
                intake,
                inHosting,
                edge,
                observation,
                warnings);
    }

    /**
     * What a part of the mesh lacks of what all its nodes share: names of options and keys. Empty when nothing is
     * missing, or when this process plays all roles.
     */
    public List<String> missingForAPart() {
        List<String> missing = new ArrayList<>();
        if (!cluster.complete()) {
            note(missing, "--cluster", cluster.joined());
            note(missing, "DATABASE_URL", databases.databaseUrl() != null);
            note(missing, "REDIS_URL", databases.redisUrl() != null);
            note(missing, "AUDIO_DATA_PATH", folders.audio() != null);
        }
        return List.copyOf(missing);
    }

    private static void note(List<String> missing, String name, boolean there) {
        if (!there) {
            missing.add(name);
        }
    }

    /**
     * Where to listen.
     *
     * @param port 0 for any free one
     * @param portGiven whether somebody asked for that port; false where it is only the default
     * @param corsOrigins origins of pages elsewhere that may call
     * @param allowedHosts names under which requests are answered, besides this machine's; empty for the default
     * @param legacyWebSocketPort a second port for sockets only
     * @param legacyRequired whether not getting that port is an error; false where it is only the default
     */
    public record Server(
            String host,
            int port,
            boolean portGiven,
            OptionalInt legacyWebSocketPort,
            boolean legacyRequired,
            List<String> corsOrigins,
            List<String> allowedHosts) {
        /** Whether only this machine can connect. */
        public boolean loopback() {
            return ClusterConfig.isLoopback(host);
        }

        /** The host to connect to from this machine: an address that listens everywhere is no address to go to. */
        public String reachableHost() {
            if (host.equals("0.0.0.0") || host.equals("::")) {
                return "127.0.0.1";
            }
            return host.contains(":") ? "[" + host + "]" : host;
        }
    }

    /** @param level lower-case name; null when neither LOG_LEVEL nor DEBUG is set */
    public record Log(@Nullable String level, LogSettings output) {}

    /** Folders that replace those of the data folder; null where that one serves. */
    public record Folders(@Nullable Path audio, @Nullable Path models) {}

    /** Servers to use instead of the bundled ones; null starts the bundled one. */
    public record Databases(
            @Nullable String databaseUrl, @Nullable String redisUrl) {
        @Override
        public String toString() {
            return "Databases[databaseUrl=" + mask(databaseUrl) + ", redisUrl=" + mask(redisUrl) + "]";
        }
    }

    /** @param anonKey may be shown to everybody */
    public record Supabase(
            @Nullable String url,
            @Nullable String anonKey,
            @Nullable String serviceKey,
            @Nullable String jwtSecret,
            @Nullable String jwksUrl) {
        /** Whether callers have to sign in. */
        public boolean signIn() {
            return url != null || jwtSecret != null || jwksUrl != null;
        }

        @Override
        public String toString() {
            return "Supabase[url=" + url + ", anonKey=" + anonKey + ", serviceKey=" + mask(serviceKey) + ", jwtSecret="
                    + mask(jwtSecret) + "]";
        }
    }

    /** URLs are scheme, host and port, without a slash at the end. */
    public record Spotify(
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String market,
            String apiUrl,
            String accountsUrl,
            String openUrl,
            @Nullable String shortLinksUrl) {
        @Override
        public String toString() {
            return "Spotify[clientId=" + clientId + ", clientSecret=" + mask(clientSecret) + ", market=" + market
                    + ", apiUrl=" + apiUrl + ", accountsUrl=" + accountsUrl + ", openUrl=" + openUrl + "]";
        }
    }

    /**
     * Programs and places audio can come from; null leaves it to the PATH, or means that there is none.
     *
     * @param allowedHosts {@code host:port} pairs that links may lead to although they are not public
     * @param downloads which of them are asked for songs
     */
    public record Sources(
            @Nullable Path spotdl,
            @Nullable Path ytDlp,
            @Nullable Path youtubeCookies,
            @Nullable Path library,
            Set<String> allowedHosts,
            Downloads downloads) {}

    /**
     * Who is asked for songs of which only the metadata are known.
     *
     * @param providers names, the preferred first; empty leaves it to what is configured, {@code none} alone means nobody
     * @param command a program and its arguments; empty if there is none
     * @param rates songs a minute by provider; those that are not named have no limit
     */
    public record Downloads(List<String> providers, List<String> command, Map<String, Integer> rates) {
        public Downloads {
            providers = List.copyOf(providers);
            command = List.copyOf(command);
            rates = Map.copyOf(rates);
        }
    }

    /**
     * Programs and models that work on audio, and what separations share.
     *
     * @param defaultModel null takes htdemucs if installed, else spectral
     * @param modelLinks whether callers may have models installed from links of their own
     * @param sessions how trained models run
     * @param modelIdle how long one stays in memory after its last use
     * @param segmentBudget bytes for finished segments in the audio folder
     * @param assist whether this node computes segments of separations that others run
     */
    public record Media(
            @Nullable Path ffmpeg,
            @Nullable String defaultModel,
            boolean modelLinks,
            SessionSettings sessions,
            Duration modelIdle,
            long segmentBudget,
            boolean assist) {}

    /** How much of a stranger's file the server takes. */
    public record Limits(long maxUploadBytes, int maxAudioMinutes, LiveLimits live) {}

    /**
     * How files come and go.
     *
     * @param quotaBytes of one owner; 0 for any number
     * @param quotaTracks of one owner; 0 for any number
     * @param uploadHours that an upload in parts may take
     * @param clamAvHost null for no scanner
     * @param linkSecret null lets the mesh make one for itself
     * @param previousLinkSecret whose links still hold
     * @param extensions formats that are taken, lower-case; empty for all
     */
    public record Intake(
            long quotaBytes,
            int quotaTracks,
            int uploadHours,
            @Nullable String clamAvHost,
            int clamAvPort,
            boolean clamAvRequired,
            @Nullable String linkSecret,
            @Nullable String previousLinkSecret,
            Set<String> extensions) {
        public Intake {
            extensions = Set.copyOf(extensions);
        }

        @Override
        public String toString() {
            return "Intake[quotaBytes=" + quotaBytes + ", quotaTracks=" + quotaTracks + ", uploadHours=" + uploadHours
                    + ", clamAv=" + clamAvHost + ":" + clamAvPort + ", linkSecret=" + mask(linkSecret)
                    + ", extensions=" + extensions + "]";
        }
    }

    private static String mask(@Nullable String secret) {
        return secret == null ? "none" : "***";
    }
}
