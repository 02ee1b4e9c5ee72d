package io.soundforge.alchemy.launcher.embedded;

import io.soundforge.alchemy.launcher.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Redis that comes with the program: append-only file, loopback port, random password. It ends with us; if we
 * were killed, at the latest when the next one starts.
 *
 * <p>The folder holds {@code bin/}, {@code data/}, {@code redis.conf}, {@code port} and {@code password}. Whoever
 * starts it has locked the data folder.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final String NAME = "Redis";
    private static final String READY = "Ready to accept connections";
    private static final String ADDRESS_TAKEN = "bind: Address already in use";
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final ServerProcess server;
    private final String uri;

    private EmbeddedRedis(ServerProcess server, String uri) {
        this.server = server;
        this.uri = uri;
    }

    /**
     * Unpacks on the first call, ends what an earlier run left alive, starts.
     *
     * @param folder made if absent
     * @param logs receives {@code redis.log}
     * @throws LaunchException if it cannot run here
     */
    public static EmbeddedRedis start(Path folder, Path logs) {
        try {
            Files.createDirectories(logs);
            RedisInstallation redis = RedisInstallation.prepare(Machine.current(), folder);
            redis.endLeftovers(STOP_LIMIT);
            return start(redis, logs);
        } catch (IOException e) {
            throw new LaunchException("The bundled Redis cannot be set up in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static EmbeddedRedis start(RedisInstallation redis, Path logs) throws IOException {
        int port = redis.port();
        try {
            return launch(redis, port, logs);
        } catch (LaunchException e) {
            if (!String.valueOf(e.getMessage()).contains(ADDRESS_TAKEN)) {
                throw e;
            } // somebody took the port between our look and the server's bind
            LOG.info("port {} was taken meanwhile, Redis moves", port);
            return launch(redis, redis.port(), logs);
        }
    }

    private static EmbeddedRedis launch(RedisInstallation redis, int port, Path logs) throws IOException {
        ServerProcess server =
                ServerProcess.start(NAME, redis.serverCommand(port), READY, logs.resolve("redis.log"), START_LIMIT);
        LOG.info("Redis (pid {}) on port {}", server.pid(), port);
        return new EmbeddedRedis(server, redis.uri(port));
    }

    /** {@code redis://:password@127.0.0.1:port}. */
    public String uri() {
        return uri;
    }

    long pid() {
        return server.pid();
    }

    /** Stops it; everything it has acknowledged is on disk then. */
    @Override
    public void close() {
        if (server.alive()) {
            server.terminate();
            server.awaitEnd(STOP_LIMIT);
        }
    }
}
