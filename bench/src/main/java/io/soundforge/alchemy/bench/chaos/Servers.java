package io.soundforge.alchemy.bench.chaos;

import io.soundforge.alchemy.launcher.embedded.EmbeddedPostgres;
import io.soundforge.alchemy.launcher.embedded.EmbeddedRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The PostgreSQL (with fsync) and the Redis that the program brings along, in a folder of the bench's own. */
public final class Servers implements AutoCloseable {
    private final Path folder;
    private EmbeddedPostgres postgres;
    private EmbeddedRedis redis;

    Servers(Path folder) {
        this.folder = folder;
        this.postgres = startPostgres();
        this.redis = startRedis();
    }

    String databaseUri() {
        return postgres.uri();
    }

    String redisUri() {
        return redis.uri();
    }

    /** Stops PostgreSQL as an operator does, and starts it again. */
    public void restartPostgres() {
        postgres.close();
        postgres = startPostgres();
    }

    /** {@code kill -9} of the postmaster, then a start, which has to recover. */
    public void crashPostgres() {
        String uri = postgres.uri();
        kill(pidIn(folder.resolve("postgres/cluster/postmaster.pid")));
        postgres = startPostgres();
        if (!uri.equals(postgres.uri())) {
            throw new IllegalStateException("PostgreSQL has moved: its port was taken");
        }
    }

    public void restartRedis() {
        redis.close();
        redis = startRedis();
    }

    private EmbeddedPostgres startPostgres() {
        return EmbeddedPostgres.start(folder.resolve("postgres"), folder.resolve("logs"));
    }

    private EmbeddedRedis startRedis() {
        return EmbeddedRedis.start(folder.resolve("redis"), folder.resolve("logs"));
    }

    private static long pidIn(Path file) {
        try {
            return Long.parseLong(Files.readAllLines(file).get(0).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    @Override
    public void close() {
        redis.close();
        postgres.close();
    }
}
