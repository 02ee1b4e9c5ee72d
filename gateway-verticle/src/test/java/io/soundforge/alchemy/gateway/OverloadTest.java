package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A pool of one connection, which somebody else holds. */
class OverloadTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static Database busy;
    private static SqlConnection held;
    private static GatewayHarness gateway;

    @BeforeAll
    static void deploy() {
        busy = new Database(
                services.vertx(), new DatabaseConfig(services.databaseConfig().uri(), 1));
        gateway = new GatewayHarness(
                services, busy, new JobStore(busy, new Journal(busy, services.carrier()), services.bus()));
        held = await(busy.pool().getConnection());
    }

    @AfterAll
    static void letGo() {
        await(held.close());
        await(busy.close());
    }

    @Test
    void whoeverWaitsTooLong_isAskedToComeAgain() throws Exception {
        requireUnavailable(gateway.get("/api/jobs/" + UUID.randomUUID()));
    }

    @Test
    void whereTooManyWait_nobodyElseDoes() throws Exception {
        List<Future<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            waiting.add(busy.pool().query("select 1").execute());
        }

        requireUnavailable(gateway.get("/api/jobs/" + UUID.randomUUID()));

        await(Future.join(waiting).otherwiseEmpty());
    }

    private static void requireUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(json(answer).getString("code")).isEqualTo("unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }
}
