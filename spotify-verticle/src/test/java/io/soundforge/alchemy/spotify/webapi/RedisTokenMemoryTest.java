package io.soundforge.alchemy.spotify.webapi;

import static io.soundforge.alchemy.spotify.Failures.expectFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.fixture.LocalRedis;
import io.soundforge.alchemy.spotify.TestClock;
import io.soundforge.alchemy.spotify.cache.PatientRedis;
import io.soundforge.alchemy.spotify.webapi.AccessTokens.Issued;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nodes of one application and their token. */
class RedisTokenMemoryTest {
    private static LocalRedis server;
    private static Vertx vertx;
    private static PatientRedis redis;

    private final String secret = UUID.randomUUID().toString();
    private final AtomicInteger issued = new AtomicInteger();
    private final TestClock clock = new TestClock();

    @BeforeAll
    static void start() {
        server = new LocalRedis();
        vertx = Vertx.vertx();
        redis = new PatientRedis(vertx, server.uri(), Duration.ofSeconds(30));
    }

    @AfterAll
    static void stop() throws Exception {
        redis.close().await(30, TimeUnit.SECONDS);
        vertx.close().await(30, TimeUnit.SECONDS);
        server.close();
    }

    private AccessTokens node() {
        return new AccessTokens(this::issue, new RedisTokenMemory(redis, "id", secret), clock);
    }

    private Future<Issued> issue() {
        return Future.succeededFuture(new Issued("token-" + issued.incrementAndGet(), Duration.ofHours(1)));
    }

    private static String token(AccessTokens node) throws Exception {
        return node.token().await(60, TimeUnit.SECONDS);
    }

    @Test
    void token_ofOneNode_servesTheOthers() throws Exception {
        assertThat(token(node())).isEqualTo("token-1");
        assertThat(token(node())).isEqualTo("token-1");
        assertThat(issued).hasValue(1);
    }

    @Test
    void refusedToken_isNotTakenFromTheOthersAgain() throws Exception {
        AccessTokens first = node();
        AccessTokens second = node();
        token(first);
        token(second);
        first.reject("token-1");

        assertThat(token(first)).isEqualTo("token-2");
        second.reject("token-1");
        assertThat(token(second)).isEqualTo("token-2");
        assertThat(issued).hasValue(2);
    }

    @Test
    void tokenThatIsNearlyOver_isNotTaken() throws Exception {
        RedisTokenMemory memory = new RedisTokenMemory(redis, "id", secret);
        memory.keep(new Issued("old", Duration.ofSeconds(20))).await(30, TimeUnit.SECONDS);

        assertThat(token(node())).isEqualTo("token-1");
    }

    @Test
    void otherApplication_hasATokenOfItsOwn() throws Exception {
        token(node());
        AccessTokens other = new AccessTokens(this::issue, new RedisTokenMemory(redis, "other", secret), clock);

        assertThat(token(other)).isEqualTo("token-2");
    }

    @Test
    void noRedis_isNoMemory() throws Exception {
        PatientRedis gone = new PatientRedis(vertx, "redis://127.0.0.1:1", Duration.ofSeconds(5));
        AccessTokens alone = new AccessTokens(this::issue, new RedisTokenMemory(gone, "id", secret), clock);

        assertThat(token(alone)).isEqualTo("token-1");
        gone.close().await(30, TimeUnit.SECONDS);
    }

    @Test
    void tokenServiceThatFails_isTheAnswer() {
        AccessTokens unlucky = new AccessTokens(
                () -> Future.failedFuture(new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, "down")),
                new RedisTokenMemory(redis, "id", secret),
                clock);

        expectFailure(unlucky.token(), ErrorCode.SOURCE_UNAVAILABLE);
    }
}
