package io.soundforge.alchemy.gateway.health;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.platform.health.Condition;
import io.soundforge.alchemy.platform.health.Glance;
import io.soundforge.alchemy.platform.health.Readiness;
import io.soundforge.alchemy.platform.health.Vitals;
import io.soundforge.alchemy.platform.jobs.JobFigures;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverviewTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Readiness readiness = new Readiness(Map.of("postgres", Future::succeededFuture));
    private final Condition condition = new Condition(
            readiness,
            new Vitals(
                    () -> Future.succeededFuture(5L << 30), () -> Future.succeededFuture(new JobFigures(2, 7, 1.5))));

    @Test
    void aSupabaseThatHangs_keepsNobodyWaiting() {
        Promise<String> never = Promise.promise();
        Overview overview = new Overview(condition, new Glance<>(never::future, "down", LONG, LONG));

        Overview.Health health = await(overview.now());

        assertThat(health.status()).isEqualTo("ok");
        assertThat(health.services())
                .containsEntry("supabase", "down")
                .containsEntry("apiGateway", "up")
                .containsEntry("postgres", "up")
                .containsEntry("disk_space", "sufficient")
                .containsKey("memory");
        assertThat(health.metrics()).isEqualTo(new Vitals.Metrics(2L, 7L, 1.5));
    }

    @Test
    void whatSupabaseSaidLast_isTold() {
        Glance<String> supabase = new Glance<>(() -> Future.succeededFuture("up"), "down", LONG, LONG);
        await(supabase.look());

        assertThat(await(new Overview(condition, supabase).now()).services()).containsEntry("supabase", "up");
    }
}
