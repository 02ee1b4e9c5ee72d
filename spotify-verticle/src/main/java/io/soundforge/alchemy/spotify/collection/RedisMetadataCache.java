package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.spotify.cache.PatientRedis;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** In Redis, under {@code spotify:{type}:{id}}, shared by all nodes. A Redis that does not answer is no cache. */
public final class RedisMetadataCache implements MetadataCache {
    private static final Logger log = LoggerFactory.getLogger(RedisMetadataCache.class);

    /** A little more than an answer's bound, which counts without the outermost fields. */
    private static final int MAX_VALUE = CollectionMetadata.MAX_BYTES + 4096;

    private final PatientRedis redis;

    public RedisMetadataCache(PatientRedis redis) {
        this.redis = redis;
    }

    /** Reads no more than a value of ours can be, whatever lies there. */
    @Override
    public Future<Optional<CollectionMetadata>> find(SpotifyLink link) {
        Request command = Request.cmd(Command.GETRANGE).arg(key(link)).arg(0).arg(MAX_VALUE);
        return redis.send(command).map(answer -> read(link, answer)).otherwise(Optional.empty());
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
                .arg(MetadataCache.lifetime(collection).toSeconds());
        return redis.send(command).otherwiseEmpty().mapEmpty();
    }

    static String key(SpotifyLink link) {
        return "spotify:" + link.kind().text() + ":" + link.id();
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
}
