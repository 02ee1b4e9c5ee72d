package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.launcher.LaunchException;
import io.soundforge.alchemy.launcher.Logging;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.demo.Demo;
import io.soundforge.alchemy.launcher.server.HostedServer;
import io.soundforge.alchemy.launcher.server.ServerStarter;
import io.soundforge.alchemy.launcher.server.ShutdownSignal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alchemy demo}. */
@Command(
        name = "demo",
        description = {
            "Start the whole server on a free port, take one song through it, and show what comes out.",
            "The stems stay in the data folder."
        })
final class DemoCommand implements Callable<Integer> {
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(50);

    private final Surroundings surroundings;
    private final ServerStarter starter;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|URL",
            description = "An audio file or a link. Default: a song made here.")
    private @Nullable String song;

    @Option(names = "--keep", description = "Leave the server running until Ctrl-C, and print the page's address.")
    private boolean keep;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder. Default: a per-user one beside the server's.")
    private @Nullable Path data;

    DemoCommand(Surroundings surroundings, ServerStarter starter) {
        this.surroundings = surroundings;
        this.starter = starter;
    }

    @Override
    public Integer call() throws Exception {
        AlchemyConfig ready = prepared(surroundings.config().forDemo());
        DataFolder folder = surroundings.demoFolder(data);
        String level = ready.log().level();
        Logging.forServer(
                folder.create().logs(),
                level == null ? "warn" : level,
                ready.log().output());
        try (ShutdownSignal signal = ShutdownSignal.install(SHUTDOWN_LIMIT)) {
            return run(ready, folder, signal);
        }
    }

    private AlchemyConfig prepared(AlchemyConfig config) {
        if (song == null) {
            return config;
        }
        return isLink(song) ? trusting(config, song) : requireFile(config, song);
    }

    private static boolean isLink(String song) {
        return song.matches("(?:https?://|spotify:).*");
    }

    private static AlchemyConfig requireFile(AlchemyConfig config, String song) {
        if (!Files.isRegularFile(Path.of(song))) {
            throw new LaunchException(song + ": no such file");
        }
        return config;
    }

    /** Whoever types a link on this machine may mean a server in the own network. */
    private static AlchemyConfig trusting(AlchemyConfig config, String song) {
        try {
            URI link = new URI(song);
            int standard = "https".equals(link.getScheme()) ? 443 : 80;
            return link.getHost() == null
                    ? config
                    : config.allowing(link.getHost() + ":" + (link.getPort() < 0 ? standard : link.getPort()));
        } catch (URISyntaxException e) {
            throw new LaunchException(song + ": not a link", e);
        }
    }

    private int run(AlchemyConfig config, DataFolder folder, ShutdownSignal signal) throws Exception {
        try (HostedServer server =
                signal.interrupting(() -> HostedServer.start(config, folder, surroundings.searchPath(), starter))) {
            Demo demo = new Demo(
                    server.address(), folder.root().resolve("demo-stems"), surroundings.out(), surroundings.terminal());
            boolean worked = signal.interrupting(() -> demo.run(song));
            if (keep) {
                surroundings.out().println("The page is at " + server.address() + " until Ctrl-C.");
                signal.await();
            }
            return worked ? ExitStatus.ALL_DONE : ExitStatus.SOME_FAILED;
        }
    }
}
