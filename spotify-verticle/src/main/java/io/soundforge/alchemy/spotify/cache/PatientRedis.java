package io.soundforge.alchemy.spotify.cache;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Redis that is asked for what would be nice to know: its failures are told once per outage, and soon. */
public final class PatientRedis {
    private static final Logger log = LoggerFactory.getLogger(PatientRedis.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int CONNECTIONS = 2;
    private static final int WAITING = 64;

    private final Redis redis;
    private final long patienceMillis;
    private final AtomicBoolean outage = new AtomicBoolean();

    /** @param redisUri {@code redis://[:password@]host:port[/db]} */
    public PatientRedis(Vertx vertx, String redisUri) {
        this(vertx, redisUri, PATIENCE);
    }

    /** @param patience after which Redis counts as gone */
    public PatientRedis(Vertx vertx, String redisUri, Duration patience) {
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

    /** Fails when Redis does not answer in time, or with an error. */
    public Future<Response> send(Request command) {
        return Future.succeededFuture()
                .compose(start -> redis.send(command))
                .timeout(patienceMillis, TimeUnit.MILLISECONDS)
                .onSuccess(answer -> outage.set(false))
                .onFailure(this::notRemembered);
    }

    public Future<Void> close() {
        return redis.close();
    }

    /** Once per outage, not once per question. */
    private void notRemembered(Throwable error) {
        if (outage.compareAndSet(false, true)) {
            log.atWarn().addKeyValue("reason", error.getMessage()).log("what Spotify tells is not cached now");
        }
    }
}
