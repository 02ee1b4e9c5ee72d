package io.soundforge.alchemy.spotify.webapi;

import io.soundforge.alchemy.spotify.cache.PatientRedis;
import io.soundforge.alchemy.spotify.webapi.AccessTokens.Issued;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** In Redis, under {@code spotify:token:{hash of the application's credentials}}, for as long as the token lives. */
public final class RedisTokenMemory implements TokenMemory {
    private final PatientRedis redis;
    private final String key;

    public RedisTokenMemory(PatientRedis redis, String clientId, String clientSecret) {
        this.redis = redis;
        this.key = "spotify:token:" + hash(clientId + '\n' + clientSecret);
    }

    @Override
    public Future<Optional<Issued>> find() {
        return redis.send(Request.cmd(Command.GET).arg(key))
                .compose(token -> token == null
                        ? Future.succeededFuture(Optional.<Issued>empty())
                        : redis.send(Request.cmd(Command.PTTL).arg(key)).map(left -> issued(token, left)))
                .otherwise(Optional.empty());
    }

    @Override
    public Future<Void> keep(Issued issued) {
        Request command = Request.cmd(Command.SET)
                .arg(key)
                .arg(issued.token())
                .arg("PX")
                .arg(Math.max(1, issued.lifetime().toMillis()));
        return redis.send(command).otherwiseEmpty().mapEmpty();
    }

    private static Optional<Issued> issued(Response token, Response left) {
        long millis = left == null ? 0 : left.toLong();
        return millis > 0 ? Optional.of(new Issued(token.toString(), Duration.ofMillis(millis))) : Optional.empty();
    }

    /** The credentials themselves stay out of Redis. */
    private static String hash(String credentials) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(credentials.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
