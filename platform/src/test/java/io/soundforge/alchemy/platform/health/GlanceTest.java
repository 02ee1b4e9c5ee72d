package io.soundforge.alchemy.platform.health;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GlanceTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void look_asksOnce_howeverManyWait_andKeepsTheAnswer() {
        AtomicInteger asked = new AtomicInteger();
        Promise<String> answer = Promise.promise();
        Glance<String> glance = new Glance<>(
                () -> {
                    asked.incrementAndGet();
                    return answer.future();
                },
                "down",
                LONG,
                LONG);

        Future<String> first = glance.look();
        Future<String> second = glance.look();
        answer.complete("up");

        assertThat(await(first)).isEqualTo("up");
        assertThat(await(second)).isEqualTo("up");
        assertThat(await(glance.look())).isEqualTo("up");
        assertThat(asked).hasValue(1);
    }

    @Test
    void look_asksAgain_whenTheAnswerIsOld() {
        AtomicInteger asked = new AtomicInteger();
        Glance<Integer> glance =
                new Glance<>(() -> Future.succeededFuture(asked.incrementAndGet()), 0, LONG, Duration.ZERO);

        assertThat(await(glance.look())).isEqualTo(1);
        assertThat(await(glance.look())).isEqualTo(2);
    }

    @Test
    void look_givesUp_onWhatFailsThrowsOrNeverAnswers() {
        assertThat(await(glance(Future.failedFuture("broken")).look())).isEqualTo("down");
        assertThat(await(glance(Promise.<String>promise().future()).look())).isEqualTo("down");
        Glance<String> throwing = new Glance<>(
                () -> {
                    throw new IllegalStateException("closed");
                },
                "down");
        assertThat(await(throwing.look())).isEqualTo("down");
    }

    @Test
    void last_neverWaits_andLearnsBehind() {
        Promise<String> answer = Promise.promise();
        Glance<String> glance = new Glance<>(answer::future, "down", LONG, LONG);

        assertThat(glance.last()).isEqualTo("down");
        answer.complete("up");

        await().atMost(Duration.ofSeconds(30)).until(() -> glance.last().equals("up"));
    }

    private static Glance<String> glance(Future<String> answer) {
        return new Glance<>(() -> answer, "down", Duration.ofMillis(50), LONG);
    }
}
