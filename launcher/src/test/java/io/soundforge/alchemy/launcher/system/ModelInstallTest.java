package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.mesh.MeshStarter;
import io.soundforge.alchemy.launcher.server.HostedServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model comes into a running server through its HTTP API, from a server of files on loopback. */
class ModelInstallTest {
    @TempDir
    static Path folder;

    private static ModelShop shop;
    private static HostedServer server;
    private static ApiClient client;

    @BeforeAll
    static void start() throws Exception {
        shop = new ModelShop();
        Path models = Files.createDirectories(folder.resolve("models"));
        shop.writeCatalogue(models);
        AlchemyConfig config = ConfigReader.read(Map.of("MODELS_DIR", models.toString()))
                .onPort(0)
                .allowing(shop.authority());
        server = HostedServer.start(
                config, new DataFolder(PreparedData.in(folder.resolve("data"))), List.of(), new MeshStarter());
        client = new ApiClient(server.address());
    }

    @AfterAll
    static void stop() {
        shop.close();
        server.close();
    }

    @Test
    void model_isInstalledByAJob_onceForAllWhoAsk_andBecomesTheDefault() throws Exception {
        shop.hold();
        JsonObject first = client.post("/api/models/download", "{\"model\":\"htdemucs\"}");
        JsonObject second = client.post("/api/models/download", "{\"modelName\":\"htdemucs\"}");
        String job = first.getString("jobId");
        assertThat(first.getBoolean("success")).isTrue();
        assertThat(second.getString("jobId")).isEqualTo(job);
        when(
                job,
                running -> running.getDouble("progress") > 10
                        && running.getString("stage").equals("downloading"));
        assertThat(installed("htdemucs")).isFalse();
        shop.release();

        JsonObject done = when(job, ended -> ended.getString("finishedAt") != null);

        assertThat(done.getString("status")).as(done.encode()).isEqualTo("completed");
        assertThat(done.getString("kind")).isEqualTo("install");
        assertThat(done.getValue("trackId")).isNull();
        JsonObject model = new JsonArray(client.text("/api/models")).getJsonObject(0);
        assertThat(model.getString("id")).isEqualTo("htdemucs");
        assertThat(model.getBoolean("isDefault")).isTrue();
        assertThat(Files.readString(folder.resolve("models/htdemucs.installed")))
                .contains("Test licence");
        HttpResponse<String> again = answer("{\"model\":\"htdemucs\"}");
        assertThat(again.statusCode()).isEqualTo(200);
    }

    @Test
    void wrongHash_failsTheJob_andNothingIsInstalled() throws Exception {
        String job =
                client.post("/api/models/download", "{\"model\":\"wrong\"}").getString("jobId");

        JsonObject ended = when(job, done -> done.getString("finishedAt") != null);

        assertThat(ended.getString("status")).isEqualTo("failed");
        assertThat(ended.getString("errorCode")).isEqualTo("model_refused");
        assertThat(ended.getString("error")).contains("SHA-256");
        assertThat(installed("wrong")).isFalse();
        assertThat(folder.resolve("models/.part/wrong")).doesNotExist();
    }

    @Test
    void jobThatIsCancelled_stops() throws Exception {
        shop.hold();
        String job = client.post("/api/models/download", "{\"model\":\"slow\"}").getString("jobId");
        when(job, running -> running.getDouble("progress") > 10);
        assertThat(client.delete("/api/jobs/" + job)).isEqualTo(200);
        when(job, ended -> ended.getString("status").equals("cancelled"));
        shop.release();
        assertThat(installed("slow")).isFalse();
    }

    @Test
    void whatCannotBeInstalled_isRefusedAtOnce() throws Exception {
        assertRefused("{\"model\":\"nobodys\"}", 400, "htdemucs");
        assertRefused("{\"model\":\"htdemucs_compact\"}", 409, "--url URL");
        assertRefused("{\"model\":\"mine\",\"url\":\"https://x.example/y\",\"sha256\":\"00\"}", 403, "MODEL_LINKS");
    }

    private static void assertRefused(String body, int status, String part) throws Exception {
        HttpResponse<String> response = answer(body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(part);
    }

    private static HttpResponse<String> answer(String body) throws Exception {
        return ModelShop.post(client.uri("/api/models/download"), body);
    }

    private static boolean installed(String model) throws Exception {
        return new JsonArray(client.text("/api/models"))
                .stream()
                        .map(JsonObject.class::cast)
                        .anyMatch(known -> known.getString("id").equals(model) && known.getBoolean("installed"));
    }

    private static JsonObject when(String job, Predicate<JsonObject> condition) {
        return await().atMost(ApiClient.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> new JsonObject(client.text("/api/jobs/" + job)), condition);
    }
}
