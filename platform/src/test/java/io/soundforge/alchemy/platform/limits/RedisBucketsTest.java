package io.soundforge.alchemy.platform.limits;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.platform.fixture.LocalRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes on one real Redis. */
class RedisBucketsTest {
    private static final Quota HOURLY = new Quota("reads", 500, Duration.ofHours(10));

    /** Longer than in service: counts must be Redis's on a busy machine, too. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static LocalRedis redis;
    private static Vertx one;
    private static Vertx two;
    private static RedisBuckets here;
    private static RedisBuckets there;

    @BeforeAll
    static void open() {
        redis = new LocalRedis();
        one = Vertx.vertx();
        two = Vertx.vertx();
        here = new RedisBuckets(one, redis.uri(), PATIENCE);
        there = new RedisBuckets(two, redis.uri(), PATIENCE);
    }

    @AfterAll
    static void close() {
        await(here.close());
        await(there.close());
        await(one.close());
        await(two.close());
        redis.close();
    }

    @Test
    void exactlyTheQuota_passesOverBothNodesAtOnce() {
        List<Future<List<Allowance>>> answers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            answers.add((i % 2 == 0 ? here : there).take(List.of(new Charge("crowd", HOURLY))));
        }
        await(Future.all(answers));

        assertThat(answers.stream().filter(answer -> answer.result().get(0).granted()))
                .hasSize(500);
        Allowance last = await(there.take(List.of(new Charge("crowd", HOURLY)))).get(0);
        assertThat(last.granted()).isFalse();
        assertThat(last.left()).isZero();
        assertThat(last.retryAfter()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(72));
    }

    @Test
    void severalBuckets_areTakenFromTogetherOrNotAtAll() {
        Quota one = new Quota("writes", 1, Duration.ofHours(1));
        List<Charge> both = List.of(new Charge("pair", HOURLY), new Charge("pair", one));

        assertThat(await(here.take(both))).extracting(Allowance::left).containsExactly(499L, 0L);
        assertThat(await(there.take(both))).extracting(Allowance::granted).containsExactly(true, false);
        assertThat(await(there.take(both.subList(0, 1))).get(0).left()).isEqualTo(498);
    }

    @Test
    void countsAndExpiry_areRedis() {
        assertThat(await(here.count("failed:x", Duration.ofMinutes(15)))).isEqualTo(1);
        assertThat(await(there.count("failed:x", Duration.ofMinutes(15)))).isEqualTo(2);
        await(here.take(List.of(new Charge("lone", HOURLY))));

        Redis client = Redis.createClient(one, redis.uri());
        for (String key : List.of("failed:x", "reads:lone")) {
            long millis = await(client.send(Request.cmd(Command.PTTL).arg("alchemy:limit:" + key)))
                    .toLong();
            assertThat(millis).as(key).isBetween(1L, Duration.ofMinutes(15).toMillis());
        }
        client.close();
    }

    @Test
    void withoutRedis_eachNodeCountsForItself_andComesBack() {
        Quota two = new Quota("away", 2, Duration.ofHours(1));
        try (LocalRedis mortal = new LocalRedis()) {
            RedisBuckets node = new RedisBuckets(one, mortal.uri());
            eventually().until(() -> await(node.take(List.of(new Charge("a", two))))
                    .get(0)
                    .granted());
            mortal.stop();
            List<Boolean> granted = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                granted.add(
                        await(node.take(List.of(new Charge("a", two)))).get(0).granted());
            }
            assertThat(granted).containsExactly(true, true, false, false);
            mortal.start();
            // An empty Redis knows of nobody: what it counts begins anew.
            eventually().until(() -> await(node.take(List.of(new Charge("a", two))))
                    .get(0)
                    .granted());
            await(node.close());
        }
    }
}
