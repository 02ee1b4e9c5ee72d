package io.soundforge.alchemy.platform.health;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    @Test
    void ready_onlyBetweenStartAndFarewell() {
        Readiness readiness = new Readiness(Map.of("postgres", Future::succeededFuture));

        assertThat(await(readiness.report()).status()).isEqualTo("starting");
        readiness.serving();
        assertThat(await(readiness.report())).isEqualTo(report(Readiness.Phase.SERVING, "up"));
        assertThat(await(readiness.report()).ready()).isTrue();
        readiness.draining();
        assertThat(await(readiness.report())).isEqualTo(report(Readiness.Phase.DRAINING, "up"));
        assertThat(await(readiness.report()).ready()).isFalse();
    }

    @Test
    void aPartThatNeverAnswers_isDown_andTheRestIsTold() {
        Readiness readiness =
                new Readiness(Map.of("postgres", Future::succeededFuture, "redis", Promise.<Void>promise()::future));
        readiness.serving();

        Readiness.Report report = await(readiness.report());

        assertThat(report.services()).containsOnly(Map.entry("postgres", "up"), Map.entry("redis", "down"));
        assertThat(report.ready()).isFalse();
        assertThat(report.status()).isEqualTo("unavailable");
    }

    private static Readiness.Report report(Readiness.Phase phase, String word) {
        return new Readiness.Report(phase, Map.of("postgres", word));
    }
}
