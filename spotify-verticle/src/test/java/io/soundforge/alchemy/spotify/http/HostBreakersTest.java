package io.soundforge.alchemy.spotify.http;

import static io.soundforge.alchemy.spotify.Failures.expectFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostBreakersTest {
    private static Vertx vertx;

    private final AtomicInteger asked = new AtomicInteger();

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.close().await();
    }

    private Future<Reply> answering(int status) {
        asked.incrementAndGet();
        return Future.succeededFuture(new Reply(status, "body", null, null));
    }

    private Future<Reply> failing(ErrorCode code) {
        asked.incrementAndGet();
        return Future.failedFuture(new AlchemyException(code, code.sentence()));
    }

    @Test
    void hostThatKeepsFailing_isLeftAlone_andOthersAreNot() throws Exception {
        HostBreakers breakers = new HostBreakers(vertx, Duration.ofHours(1));
        for (int i = 0; i < HostBreakers.FAILURES - 1; i++) {
            assertThat(breakers.call("a", () -> answering(503))
                            .await(30, TimeUnit.SECONDS)
                            .status())
                    .isEqualTo(503);
        }
        expectFailure(breakers.call("a", () -> failing(ErrorCode.TIMEOUT)), ErrorCode.TIMEOUT);

        String reason = expectFailure(breakers.call("a", () -> answering(200)), ErrorCode.SOURCE_UNAVAILABLE);

        assertThat(reason).contains("(a) has failed 5 times lately");
        assertThat(asked).hasValue(HostBreakers.FAILURES);
        assertThat(breakers.call("b", () -> answering(200))
                        .await(30, TimeUnit.SECONDS)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void hostThatIsBack_isAskedAgain() {
        HostBreakers breakers = new HostBreakers(vertx, Duration.ofMillis(100));
        for (int i = 0; i < HostBreakers.FAILURES; i++) {
            expectFailure(
                    breakers.call("a", () -> failing(ErrorCode.SOURCE_UNAVAILABLE)), ErrorCode.SOURCE_UNAVAILABLE);
        }

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> breakers.call("a", () -> answering(200))
                .map(reply -> reply.status() == 200)
                .otherwise(false)
                .await(30, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 403, 404, 429})
    void answers_areNoFailures(int status) throws Exception {
        HostBreakers breakers = new HostBreakers(vertx, Duration.ofHours(1));
        for (int i = 0; i < 3 * HostBreakers.FAILURES; i++) {
            assertThat(breakers.call("a", () -> answering(status))
                            .await(30, TimeUnit.SECONDS)
                            .status())
                    .isEqualTo(status);
        }
        assertThat(asked).hasValue(3 * HostBreakers.FAILURES);
    }
}
