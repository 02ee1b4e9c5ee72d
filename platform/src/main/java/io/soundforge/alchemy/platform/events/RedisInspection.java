package io.soundforge.alchemy.platform.events;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Redis answers to somebody who wants to carry events over it. Blocks for seconds at most.
 *
 * @param reached whether it answers and lets us in
 * @param version such as {@code 7.2.4}; empty if it does not say
 * @param mayTalk whether publishing and subscribing are allowed
 * @param detail what it said when one of these is false; holds no password
 */
public record RedisInspection(boolean reached, String version, boolean mayTalk, String detail) {
    private static final int ANSWER_SECONDS = 5;
    private static final Pattern VERSION = Pattern.compile("redis_version:(\\S+)");

    /** @param redisUri {@code redis://[:password@]host:port[/db]} */
    public static RedisInspection of(String redisUri) {
        Vertx vertx = Vertx.vertx();
        try {
            Redis client = Redis.createClient(vertx, EventCarrier.options(redisUri));
            return client.connect()
                    .compose(RedisInspection::ask)
                    .otherwise(error -> new RedisInspection(false, "", false, text(error)))
                    .await(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return new RedisInspection(false, "", false, "no answer within " + ANSWER_SECONDS + " s");
        } finally {
            vertx.close();
        }
    }

    private static Future<RedisInspection> ask(RedisConnection connection) {
        return connection
                .send(Request.cmd(Command.INFO).arg("server"))
                .map(info -> version(info.toString()))
                .compose(version -> talk(connection)
                        .map(done -> new RedisInspection(true, version, true, ""))
                        .otherwise(error -> new RedisInspection(true, version, false, text(error))));
    }

    /** Last, because a connection that listens does nothing else any more. */
    private static Future<Void> talk(RedisConnection connection) {
        String channel = "alchemy:inspection:" + UUID.randomUUID();
        return connection
                .send(Request.cmd(Command.PUBLISH).arg(channel).arg("ping"))
                .compose(done -> connection.send(Request.cmd(Command.SUBSCRIBE).arg(channel)))
                .mapEmpty();
    }

    private static String version(String info) {
        Matcher line = VERSION.matcher(info);
        return line.find() ? line.group(1) : "";
    }

    private static String text(Throwable error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    }
}
