package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The health routes with all parts there, and with the database gone. */
class HealthTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static GatewayHarness gateway;

    @BeforeAll
    static void deploy() {
        gateway = new GatewayHarness(services);
    }

    @Test
    void health_keepsItsWordsAndNestsTheRest() throws Exception {
        gateway.upload("file", "song.wav", "RIFF", "");

        JsonObject health = json(gateway.get("/health"));

        assertThat(health.fieldNames()).containsExactly("status", "services", "metrics");
        assertThat(health.getString("status")).isEqualTo("ok");
        assertThat(health.getJsonObject("services").getString("apiGateway")).isEqualTo("up");
        assertThat(health.getJsonObject("services").getString("disk_space")).isIn("sufficient", "low");
        assertThat(health.getJsonObject("services").getString("memory")).isIn("normal", "high");
        assertThat(health.getJsonObject("metrics"))
                .isEqualTo(new JsonObject()
                        .put("active_jobs", 0)
                        .put("queue_length", 1)
                        .putNull("avg_processing_time"));
    }

    @Test
    void audioHealth_namesTheModels() throws Exception {
        JsonObject health = json(gateway.get("/api/audio/health"));

        assertThat(health.getString("status")).isEqualTo("ok");
        assertThat(health.getJsonArray("models")).isEqualTo(new JsonArray().add("spectral"));
    }

    @Test
    void health_isToldWithoutADatabase() throws Exception {
        Database nowhere =
                new Database(services.vertx(), new DatabaseConfig("postgresql://nobody:none@127.0.0.1:1/none", 2));
        JobStore jobs = new JobStore(nowhere, new Journal(nowhere, services.carrier()), services.bus());

        HttpResponse<String> health = new GatewayHarness(services, nowhere, jobs).get("/health");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(json(health).getJsonObject("services").getString("postgres")).isEqualTo("down");
        assertThat(json(health).getJsonObject("metrics").getValue("active_jobs"))
                .isNull();
        await(nowhere.close());
    }
}
