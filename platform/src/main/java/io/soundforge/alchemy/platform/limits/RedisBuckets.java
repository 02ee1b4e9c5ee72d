package io.soundforge.alchemy.platform.limits;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buckets that all nodes share. A script takes the permits, so that nothing comes in between, by Redis's own clock, so
 * that no node's counts. Keys expire when their bucket is full.
 *
 * <p>While Redis does not answer within a quarter of a second each node counts for itself: callers get at most as many
 * times their quota as there are nodes, and nobody is turned away because of it. It is asked again every second.
 */
public final class RedisBuckets implements Buckets {
    private static final Logger log = LoggerFactory.getLogger(RedisBuckets.class);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int WAITING = 4096;
    private static final String PREFIX = "alchemy:limit:";

    private final Redis redis;
    private final int patienceMillis;
    private final LocalBuckets local;
    private final AtomicReference<@Nullable Future<RedisConnection>> connection = new AtomicReference<>();
    private volatile boolean away;
    private volatile long askAgain;

    /** @param redisUri {@code redis://[:password@]host:port[/db]} */
    public RedisBuckets(Vertx vertx, String redisUri) {
        this(vertx, redisUri, PATIENCE);
    }

    RedisBuckets(Vertx vertx, String redisUri, Duration patience) {
        this.patienceMillis = Math.toIntExact(patience.toMillis());
        this.local = new LocalBuckets();
        this.redis = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(redisUri)
                        .setMaxPoolSize(1)
                        .setMaxWaitingHandlers(WAITING)
                        .setNetClientOptions(new NetClientOptions()
                                .setConnectTimeout(patienceMillis)
                                .setTcpKeepAlive(true)
                                .setTcpNoDelay(true)));
    }

    @Override
    public Future<List<Allowance>> take(List<Charge> charges) {
        return orHere(() -> taken(charges).map(reply -> allowances(charges, reply)), () -> local.take(charges));
    }

    @Override
    public Future<Integer> count(String what, Duration quiet) {
        return orHere(
                () -> run(BucketScripts.count(PREFIX + what, quiet)).map(Response::toInteger),
                () -> local.count(what, quiet));
    }

    @Override
    public Future<Void> close() {
        redis.close();
        return Future.succeededFuture();
    }

    private <T> Future<T> orHere(Supplier<Future<T>> shared, Supplier<Future<T>> here) {
        if (away && System.nanoTime() - askAgain < 0) {
            return here.get();
        }
        return shared.get()
                .timeout(patienceMillis, TimeUnit.MILLISECONDS)
                .onSuccess(answer -> isBack())
                .recover(error -> {
                    isAway(error);
                    return here.get();
                });
    }

    /** By the script's digest; Redis forgets scripts when it starts. */
    private Future<Response> taken(List<Charge> charges) {
        return run(BucketScripts.take(PREFIX, charges, true))
                .recover(error -> String.valueOf(error.getMessage()).startsWith("NOSCRIPT")
                        ? run(BucketScripts.take(PREFIX, charges, false))
                        : Future.failedFuture(error));
    }

    /** Commands of one connection are sent without waiting for each other's answers; a pool would wait. */
    private Future<Response> run(Request script) {
        return connected().compose(open -> open.send(script));
    }

    private Future<RedisConnection> connected() {
        Future<RedisConnection> present = connection.get();
        if (present != null) {
            return present;
        }
        Future<RedisConnection> fresh = redis.connect();
        if (connection.compareAndSet(null, fresh)) {
            fresh.onSuccess(open -> {
                        open.endHandler(over -> connection.compareAndSet(fresh, null));
                        open.exceptionHandler(error -> connection.compareAndSet(fresh, null));
                    })
                    .onFailure(error -> connection.compareAndSet(fresh, null));
            return fresh;
        }
        fresh.onSuccess(RedisConnection::close);
        return connected();
    }

    private static List<Allowance> allowances(List<Charge> charges, Response reply) {
        long now = reply.get(0).toLong();
        List<Allowance> answer = new ArrayList<>();
        for (int i = 0; i < charges.size(); i++) {
            boolean granted = reply.get(1 + 2 * i).toInteger() == 1;
            TokenBucket bucket = new TokenBucket(reply.get(2 + 2 * i).toLong());
            answer.add(bucket.allowance(charges.get(i).quota(), now, granted));
        }
        return List.copyOf(answer);
    }

    private void isBack() {
        if (away) {
            away = false;
            log.info("requests are counted over all nodes again");
        }
    }

    /** A connection that does not answer is not waited for any longer; the next try has one of its own. */
    private void isAway(Throwable error) {
        askAgain = System.nanoTime() + PAUSE_NANOS;
        Future<RedisConnection> stuck = connection.getAndSet(null);
        if (stuck != null) {
            stuck.onSuccess(RedisConnection::close);
        }
        if (!away) {
            away = true;
            log.atWarn()
                    .addKeyValue("reason", String.valueOf(error.getMessage()))
                    .log("Redis does not answer: each node counts requests for itself");
        }
    }
}
