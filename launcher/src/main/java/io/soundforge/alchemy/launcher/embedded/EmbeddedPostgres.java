package io.soundforge.alchemy.launcher.embedded;

import io.soundforge.alchemy.launcher.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL that comes with the program: durable, on a loopback port, behind a random password. It ends with
 * us; if we were killed, at the latest when the next one starts.
 *
 * <p>The folder holds {@code <version>/} (the programs), {@code cluster/} (the data), {@code port} and {@code password}.
 * Whoever starts it has locked the data folder.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String NAME = "PostgreSQL";
    private static final String READY = "database system is ready to accept connections";
    private static final String ADDRESS_TAKEN = "could not bind";
    /** Recovery after a crash is part of a start. */
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final PostgresCluster cluster;
    private final ServerProcess server;
    private final String uri;

    private EmbeddedPostgres(PostgresCluster cluster, ServerProcess server, String uri) {
        this.cluster = cluster;
        this.server = server;
        this.uri = uri;
    }

    /**
     * Unpacks and initialises on the first call, ends what an earlier run left alive, starts.
     *
     * @param folder made if absent
     * @param logs receives {@code postgres.log}
     * @throws LaunchException if it cannot run here
     */
    public static EmbeddedPostgres start(Path folder, Path logs) {
        return start(folder, logs, PostgresCluster::prepare);
    }

    /**
     * Starts what lies in a folder with the program that wrote it, which an earlier release may have left there.
     *
     * @throws LaunchException if there is no data, no program that can read it, or it cannot run here
     */
    public static EmbeddedPostgres startExisting(Path folder, Path logs) {
        return start(folder, logs, PostgresCluster::existing);
    }

    @FunctionalInterface
    private interface Preparation {
        PostgresCluster of(Machine machine, Path folder) throws IOException;
    }

    private static EmbeddedPostgres start(Path folder, Path logs, Preparation preparation) {
        try {
            Files.createDirectories(logs);
            PostgresCluster cluster = preparation.of(Machine.current(), folder);
            cluster.endLeftovers(STOP_LIMIT);
            return start(cluster, logs);
        } catch (IOException e) {
            throw new LaunchException(
                    "The bundled PostgreSQL cannot be set up in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Where the one that runs in a folder is reached, by what it wrote down there; empty if it wrote nothing. */
    public static Optional<String> addressIn(Path folder) {
        Path port = folder.resolve("port");
        Path password = folder.resolve("password");
        try {
            return Files.exists(port) && Files.exists(password)
                    ? Optional.of(PostgresCluster.uri(
                            Files.readString(port).strip(),
                            Files.readString(password).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new LaunchException("The address of the database in " + folder + " cannot be read: " + e, e);
        }
    }

    private static EmbeddedPostgres start(PostgresCluster cluster, Path logs) throws IOException {
        int port = cluster.port();
        try {
            return launch(cluster, port, logs);
        } catch (LaunchException e) {
            if (!String.valueOf(e.getMessage()).contains(ADDRESS_TAKEN)) {
                throw e;
            } // somebody took the port between our look and the server's bind
            LOG.info("port {} was taken meanwhile, PostgreSQL moves", port);
            return launch(cluster, cluster.port(), logs);
        }
    }

    private static EmbeddedPostgres launch(PostgresCluster cluster, int port, Path logs) throws IOException {
        List<String> command = cluster.serverCommand(port);
        ServerProcess server = ServerProcess.start(NAME, command, READY, logs.resolve("postgres.log"), START_LIMIT);
        LOG.info("PostgreSQL {} (pid {}) on port {}", cluster.version(), server.pid(), port);
        return new EmbeddedPostgres(cluster, server, cluster.uri(port));
    }

    /** {@code postgresql://user:password@127.0.0.1:port/database}. */
    public String uri() {
        return uri;
    }

    long pid() {
        return server.pid();
    }

    /** Stops it as PostgreSQL's "fast": transactions are rolled back, connections closed, everything written. */
    @Override
    public void close() {
        if (server.alive()) {
            cluster.stopFast(STOP_LIMIT);
            server.awaitEnd(STOP_LIMIT);
        }
    }
}
