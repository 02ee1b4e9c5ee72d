package io.soundforge.alchemy.launcher.system;

import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.embedded.EmbeddedPostgres;
import io.soundforge.alchemy.launcher.embedded.EmbeddedRedis;
import io.soundforge.alchemy.launcher.mesh.MeshStarter;
import io.soundforge.alchemy.launcher.server.HostedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server that plays some of the roles only, with a PostgreSQL and a Redis that others may join. */
final class PartOfAServer implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;
    private final HostedServer server;

    private PartOfAServer(EmbeddedPostgres postgres, EmbeddedRedis redis, HostedServer server) {
        this.postgres = postgres;
        this.redis = redis;
        this.server = server;
    }

    /**
     * Starts all of it.
     *
     * @param folder where everything lies; files in its {@code audio}
     * @param roles as of {@code ALCHEMY_ROLES}
     */
    static PartOfAServer start(Path folder, String roles) throws IOException {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(PreparedData.in(folder).resolve("postgres"), folder.resolve("logs"));
        EmbeddedRedis redis = EmbeddedRedis.start(folder.resolve("redis"), folder.resolve("logs"));
        AlchemyConfig config = ConfigReader.read(Map.of(
                "DATABASE_URL", postgres.uri(),
                "REDIS_URL", redis.uri(),
                "AUDIO_DATA_PATH", folder.resolve("audio").toString()));
        AlchemyConfig part = config.withCluster(config.cluster().withRoles(Role.parse(roles)));
        HostedServer server = HostedServer.start(
                part.onPort(0), new DataFolder(folder.resolve("data")), List.of(), new MeshStarter());
        return new PartOfAServer(postgres, redis, server);
    }

    URI address() {
        return server.address();
    }

    String databaseUri() {
        return postgres.uri();
    }

    String redisUri() {
        return redis.uri();
    }

    @Override
    public void close() {
        server.close();
        redis.close();
        postgres.close();
    }
}
