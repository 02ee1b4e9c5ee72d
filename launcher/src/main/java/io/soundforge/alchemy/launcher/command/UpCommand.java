package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.launcher.Logging;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.config.ClusterConfig;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.server.HostedServer;
import io.soundforge.alchemy.launcher.server.ServerStarter;
import io.soundforge.alchemy.launcher.server.ShutdownSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code alchemy up}. */
@Command(
        name = "up",
        description = {
            "Run the server until Ctrl-C, with its own PostgreSQL and Redis unless DATABASE_URL and REDIS_URL are set.",
            "All configuration keys: alchemy --help."
        })
final class UpCommand implements Callable<Integer> {
    /** Room for the mesh and both databases to go down one after the other. */
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(50);

    private final Surroundings surroundings;
    private final ServerStarter starter;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "HTTP and sockets on this port only; 0 for any free one.")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder. Default: ALCHEMY_HOME, else a per-user folder.")
    private @Nullable Path data;

    @Option(
            names = "--roles",
            paramLabel = "ROLE[,ROLE...]",
            description =
                    "Run a part of the mesh: gateway, spotify, download, processing, analysis, websocket, webhook."
                            + " Default: ROLES, else all.")
    private @Nullable String roles;

    @Option(names = "--cluster", description = "Join other nodes, as CLUSTER_HOST, _PORT and _MEMBERS say.")
    private boolean cluster;

    @Option(
            names = "--insecure",
            description = "Listen on another address than loopback although nobody has to sign in.")
    private boolean insecure;

    UpCommand(Surroundings surroundings, ServerStarter starter) {
        this.surroundings = surroundings;
        this.starter = starter;
    }

    @Override
    public Integer call() throws Exception {
        AlchemyConfig config = config();
        DataFolder folder = surroundings.dataFolder(data).create();
        Logging.forServer(
                folder.logs(), ServerOutput.level(config), config.log().output());
        ServerOutput output = new ServerOutput(surroundings.err());
        output.warnings(config, insecure);
        try (ShutdownSignal signal = ShutdownSignal.install(SHUTDOWN_LIMIT);
                HostedServer server = signal.interrupting(() -> start(config, folder))) {
            output.ready(server.address(), config, folder);
            signal.await();
            output.goingDown();
        }
        return ExitStatus.ALL_DONE;
    }

    private HostedServer start(AlchemyConfig config, DataFolder folder) {
        return HostedServer.start(config, folder, surroundings.searchPath(), starter);
    }

    private AlchemyConfig config() {
        AlchemyConfig config = surroundings.config();
        if (port != null && (port < 0 || port > 65_535)) {
            throw new UsageException("--port must be a number from 0 to 65535; got " + port);
        }
        if (!config.server().loopback() && !insecure && !config.supabase().signIn()) {
            throw new UsageException(
                    "HOST is " + config.server().host() + ", where others can reach a server that asks nobody to sign"
                            + " in. Use 127.0.0.1, configure Supabase, or say --insecure.");
        }
        return whole(port == null ? config : config.onPort(port));
    }

    private AlchemyConfig whole(AlchemyConfig config) {
        ClusterConfig part = config.cluster();
        part = roles == null ? part : part.withRoles(parsed(roles));
        AlchemyConfig complete = config.withCluster(cluster ? part.joining() : part);
        List<String> missing = complete.missingForAPart();
        if (!missing.isEmpty()) {
            throw new UsageException("a part of the mesh shares cluster, PostgreSQL, Redis and audio folder with the"
                    + " other parts; missing here: " + String.join(", ", missing));
        }
        return complete;
    }

    private static Set<Role> parsed(String list) {
        try {
            return Role.parse(list);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--roles must be " + e.getMessage());
        }
    }
}
