package io.soundforge.alchemy.launcher.server;

import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.embedded.ClusterVersion;
import io.soundforge.alchemy.launcher.embedded.EmbeddedPostgres;
import io.soundforge.alchemy.launcher.embedded.EmbeddedRedis;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL and the Redis to use: the operator's, or bundled ones that are started here, both at once. */
final class Databases implements AutoCloseable {
    private final String databaseUrl;
    private final String redisUrl;
    private final Optional<EmbeddedPostgres> postgres;
    private final Optional<EmbeddedRedis> redis;

    private Databases(
            AlchemyConfig.Databases configured, Optional<EmbeddedPostgres> postgres, Optional<EmbeddedRedis> redis) {
        this.postgres = postgres;
        this.redis = redis;
        this.databaseUrl = choose(configured.databaseUrl(), postgres.map(EmbeddedPostgres::uri));
        this.redisUrl = choose(configured.redisUrl(), redis.map(EmbeddedRedis::uri));
    }

    private static String choose(@Nullable String configured, Optional<String> bundled) {
        return configured == null ? bundled.orElseThrow() : configured;
    }

    /** Starts what is not configured. If one fails to start, the other is stopped again. */
    static Databases start(AlchemyConfig.Databases configured, DataFolder folder) {
        if (configured.databaseUrl() == null) {
            ClusterVersion.requireReadable(folder.postgres()); // before anything is unpacked or started
        }
        CompletableFuture<Optional<EmbeddedRedis>> redis =
                CompletableFuture.supplyAsync(() -> configured.redisUrl() == null
                        ? Optional.of(EmbeddedRedis.start(folder.redis(), folder.logs()))
                        : Optional.empty());
        Optional<EmbeddedPostgres> postgres = Optional.empty();
        try {
            if (configured.databaseUrl() == null) {
                postgres = Optional.of(EmbeddedPostgres.start(folder.postgres(), folder.logs()));
            }
            return new Databases(configured, postgres, redis.join());
        } catch (CompletionException e) {
            postgres.ifPresent(EmbeddedPostgres::close);
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (RuntimeException e) {
            redis.thenAccept(started -> started.ifPresent(EmbeddedRedis::close))
                    .exceptionally(ignored -> null)
                    .join();
            throw e;
        }
    }

    String databaseUrl() {
        return databaseUrl;
    }

    String redisUrl() {
        return redisUrl;
    }

    @Override
    public void close() {
        redis.ifPresent(EmbeddedRedis::close);
        postgres.ifPresent(EmbeddedPostgres::close);
    }
}
