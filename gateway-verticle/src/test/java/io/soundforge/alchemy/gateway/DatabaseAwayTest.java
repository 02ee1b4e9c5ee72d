package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.platform.fixture.LocalPostgres;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.identity.Issuer;
import io.soundforge.alchemy.platform.identity.SignInConfig;
import io.soundforge.alchemy.platform.jobs.JobRunner;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that is stopped under a gateway and a worker, and comes back. */
class DatabaseAwayTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    @TempDir
    static Path folder;

    private static LocalPostgres postgres;
    private static Database database;
    private static GatewayHarness gateway;
    private static JobRunner runner;
    private static String token;
    private static String key;

    /** What the worker does to its first job lasts until then. */
    private static final Promise<Void> mayEnd = Promise.promise();

    private static final Promise<Void> begun = Promise.promise();

    @BeforeAll
    static void deploy() throws Exception {
        postgres = new LocalPostgres(folder);
        database = new Database(services.vertx(), postgres.config());
        JobStore jobs = new JobStore(database, new Journal(database, services.carrier()), services.bus());
        gateway = new GatewayHarness(services, database, jobs, new SignInConfig(Issuer.URL, Issuer.SECRET, null, null));
        token = new Issuer(services.vertx()).withSecret(Issuer.SECRET, Issuer.claims());
        key = json(post("/api/keys", new JsonObject().put("name", "test"))).getString("secret");
        RunnerConfig config =
                new RunnerConfig("node", 1, Duration.ofMillis(50), Duration.ofSeconds(30), RetryPolicy.attempts(1));
        runner = new JobRunner(
                services.vertx(), jobs, services.bus(), JobKind.DOWNLOAD, DownloadAudio.class, config, (run, args) -> {
                    begun.tryComplete();
                    return mayEnd.future().map((Publication) tx -> Future.succeededFuture());
                });
        await(runner.start());
    }

    @AfterAll
    static void close() {
        postgres.start();
        await(runner.stop());
        await(database.close());
        postgres.close();
    }

    @Test
    void whileItIsAway_requestsAreToComeAgain_andAfterwardsAllGoesOn() throws Exception {
        String held = upload("held.wav").getJsonArray("jobs").getJsonObject(0).getString("id");
        await(begun.future());
        List<Path> before = files();
        assertThat(before).isNotEmpty();

        postgres.stop();

        requireAway(get("/api/tracks", "Authorization", "Bearer " + token));
        requireAway(get("/api/tracks", "X-API-Key", key));
        requireAway(get("/api/jobs/" + held, "Authorization", "Bearer " + token));
        requireAway(gateway.send(gateway.builder("/api/jobs/" + held, "Authorization", "Bearer " + token)
                .DELETE()));
        requireAway(post("/api/tracks", new JsonObject().put("url", "https://example.org/a.mp3")));
        requireAway(sendUpload("refused.wav"));
        requireAway(get("/api/usage", "Authorization", "Bearer " + token));
        HttpResponse<String> ready = get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(json(ready).getJsonObject("services").getString("postgres")).isEqualTo("down");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(files()).isEqualTo(before);
        mayEnd.complete();

        postgres.start();

        eventually().untilAsserted(() -> assertThat(get("/health/ready").statusCode())
                .isEqualTo(200));
        eventually().untilAsserted(() -> assertThat(state(held)).isEqualTo("completed"));
        assertThat(json(get("/api/tracks", "Authorization", "Bearer " + token)).getJsonArray("tracks"))
                .hasSize(1);
        String next = upload("next.wav").getJsonArray("jobs").getJsonObject(0).getString("id");
        eventually().untilAsserted(() -> assertThat(state(next)).isEqualTo("completed"));
        assertThat(get("/api/tracks", "X-API-Key", key).statusCode()).isEqualTo(200);
    }

    private static void requireAway(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(json(answer).getString("code")).isEqualTo("unavailable");
        assertThat(json(answer).getString("detail")).contains("database");
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }

    private static String state(String job) throws Exception {
        return json(get("/api/jobs/" + job, "Authorization", "Bearer " + token)).getString("status");
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        return gateway.get(path, headers);
    }

    private static HttpResponse<String> post(String path, JsonObject body) throws Exception {
        return gateway.send(
                gateway.builder(path, "Content-Type", "application/json", "Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString(body.encode())));
    }

    private static JsonObject upload(String name) throws Exception {
        HttpResponse<String> answer = sendUpload(name);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer);
    }

    private static HttpResponse<String> sendUpload(String name) throws Exception {
        String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: audio/wav\r\n\r\nRIFF " + name + "\r\n--b--\r\n";
        return gateway.send(gateway.builder(
                        "/api/tracks",
                        "Content-Type",
                        "multipart/form-data; boundary=b",
                        "Authorization",
                        "Bearer " + token)
                .POST(BodyPublishers.ofString(body)));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(services.folder())) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
