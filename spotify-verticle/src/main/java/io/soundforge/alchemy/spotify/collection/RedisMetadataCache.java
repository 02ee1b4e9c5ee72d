package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** In Redis, under {@code spotify:{type}:{id}}, shared by all nodes. A Redis that does not answer is no cache. */
public final class RedisMetadataCache implements MetadataCache {
    private static final Logger log = LoggerFactory.getLogger(RedisMetadataCache.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int CONNECTIONS = 2;
    private static final int WAITING = 64;

    /** A little more than an answer's bound, which counts without the outermost fields. */
    private static final int MAX_VALUE = CollectionMetadata.MAX_BYTES + 4096;

    private final Redis redis;
    private final long patienceMillis;
    private final AtomicBoolean outage = new AtomicBoolean();

    /** @param redisUri {@code redis://[:password@]host:port[/db]} */
    public RedisMetadataCache(Vertx vertx, String redisUri) {
        this(vertx, redisUri, PATIENCE);
    }

    /** @param patience after which Redis counts as gone */
    RedisMetadataCache(Vertx vertx, String redisUri, Duration patience) {
        patienceMillis = patience.toMillis();
        redis = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(redisUri)
                        .setMaxPoolSize(CONNECTIONS)
                        .setMaxPoolWaiting(WAITING)
                        .setMaxWaitingHandlers(WAITING)
                        .setNetClientOptions(new NetClientOptions()
                                .setConnectTimeout(Math.toIntExact(patienceMillis))
                                .setTcpKeepAlive(true)
                                .setTcpNoDelay(true)));
    }

    /** Reads no more than a value of ours can be, whatever lies there. */
    @Override
    public Future<Optional<CollectionMetadata>> find(SpotifyLink link) {
        Request command = Request.cmd(Command.GETRANGE).arg(key(link)).arg(0).arg(MAX_VALUE);
        return send(command).map(answer -> read(link, answer)).otherwise(Optional.empty());
    }

    @Override
    public Future<Void> keep(CollectionMetadata collection) {
        String json = WireJson.write(collection);
        if (json.getBytes(StandardCharsets.UTF_8).length > MAX_VALUE) {
            return Future.succeededFuture();
        }
        Request command = Request.cmd(Command.SET)
                .arg(key(collection.link()))
                .arg(json)
                .arg("EX")
                .arg(LIFETIME.toSeconds());
        return send(command).otherwiseEmpty().mapEmpty();
    }

    public Future<Void> close() {
        return redis.close();
    }

    static String key(SpotifyLink link) {
        return "spotify:" + link.kind().text() + ":" + link.id();
    }

    private Future<Response> send(Request command) {
        return Future.succeededFuture()
                .compose(start -> redis.send(command))
                .timeout(patienceMillis, TimeUnit.MILLISECONDS)
                .onSuccess(answer -> outage.set(false))
                .onFailure(this::notRemembered);
    }

    /** Other programs, such as the original, may keep something else under our names. */
    private static Optional<CollectionMetadata> read(SpotifyLink link, @Nullable Response answer) {
        String json = answer == null ? "" : answer.toString();
        if (json.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(WireJson.read(json, CollectionMetadata.class))
                    .filter(found -> found.link().equals(link));
        } catch (IllegalArgumentException e) {
            log.debug("something else lies at {}", key(link), e);
            return Optional.empty();
        }
    }

    /** Once per outage, not once per question. */
    private void notRemembered(Throwable error) {
        if (outage.compareAndSet(false, true)) {
            log.atWarn().addKeyValue("reason", error.getMessage()).log("what Spotify tells is not cached now");
        }
    }
}
