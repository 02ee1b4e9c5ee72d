package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.mesh.MeshStarter;
import io.soundforge.alchemy.launcher.server.HostedServer;
import io.soundforge.alchemy.platform.fixture.FreePorts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a whole mesh tells of itself after a song has gone through it. */
class FiguresTest {
    private static final Path OBSERVABILITY = Path.of("..", "deploy", "observability");

    @TempDir
    static Path folder;

    private static HostedServer server;
    private static URI figuresAddress;
    private static String track;

    @BeforeAll
    static void start() throws Exception {
        int port = FreePorts.find(1).get(0);
        figuresAddress = URI.create("http://127.0.0.1:" + port + "/metrics");
        Path music = Files.createDirectories(folder.resolve("music"));
        AlchemyConfig config = ConfigReader.read(Map.of(
                        "METRICS_PORT",
                        String.valueOf(port),
                        "LIBRARY_PATH",
                        music.toString(),
                        "DOWNLOAD_PROVIDERS",
                        "library"))
                .onPort(0);
        server = HostedServer.start(
                config, new DataFolder(PreparedData.in(folder.resolve("data"))), List.of(), new MeshStarter());
        ApiClient client = new ApiClient(server.address());
        track = client.upload(Songs.demo(folder.resolve("song.wav"), 1), "{}");
        assertThat(client.settled(track).getString("status")).isEqualTo("ready");
        client.post("/api/download/track", """
                {"trackId": "unknown-song", "trackInfo": {"title": "Nobody Has It", "artist": "Anybody"}}""");
        client.text("/api/tracks/" + track);
        client.text("/api/nothing/of/the/kind");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyStepOfAJob_isCountedOnce() throws Exception {
        Exposed figures = figures();

        for (String kind : List.of("download", "separate", "analyze")) {
            int begun = kind.equals("download") ? 2 : 1; // nobody has the second song
            assertThat(figures.value("alchemy_jobs_enqueued_total", "kind", kind))
                    .isEqualTo(begun);
            assertThat(figures.value("alchemy_jobs_claimed_total", "kind", kind))
                    .isEqualTo(begun);
            assertThat(figures.value("alchemy_jobs_ended_total", "kind", kind, "state", "completed", "code", "none"))
                    .isEqualTo(1);
            assertThat(figures.value("alchemy_attempt_seconds_count", "kind", kind, "outcome", "completed"))
                    .isEqualTo(1);
            assertThat(figures.value("alchemy_queue_jobs", "kind", kind, "state", "running"))
                    .isZero();
        }
        assertThat(figures.value("alchemy_stage_seconds_count", "kind", "separate", "stage", "separating"))
                .isEqualTo(1);
        assertThat(figures.value("alchemy_stage_seconds_count", "kind", "download", "stage", "decoding"))
                .isEqualTo(1);
        assertThat(figures.value("alchemy_audio_seconds_total", "kind", "separate"))
                .isPositive();
        assertThat(figures.value("alchemy_segments_total", "source", "computed"))
                .isPositive();
        assertThat(figures.value("alchemy_nodes", "role", "gateway")).isEqualTo(1);
        assertThat(figures.value("alchemy_ready", "part", "postgres")).isEqualTo(1);
        assertThat(figures.value(
                        "alchemy_provider_requests_total", "provider", "library", "request", "search", "outcome", "ok"))
                .isEqualTo(1);
        assertThat(figures.value("alchemy_provider_up", "provider", "library")).isEqualTo(1);
        assertThat(figures.value("alchemy_stored_bytes")).isPositive();
        assertThat(figures.value("alchemy_disk_free_bytes")).isPositive();
    }

    @Test
    void everyQueryOfDashboardAndAlerts_speaksOfWhatThereIs() throws Exception {
        Map<String, Set<String>> known = figures().labels();
        List<Query> queries = new ArrayList<>(queriesOfTheDashboard());
        queries.addAll(queriesOfTheAlerts());

        assertThat(queries).hasSizeGreaterThan(50);
        for (Query query : queries) {
            assertThat(query.unknown(known)).as(query.text()).isEmpty();
        }
        assertThat(new Query(
                                "sum by (kind, nothing) (rate(alchemy_jobs_ended_total{elsewhere=\"x\"}[5m])) / unheard_of")
                        .unknown(known))
                .containsExactly("unheard_of", "elsewhere", "nothing");
    }

    private static List<Query> queriesOfTheDashboard() throws IOException {
        JsonObject dashboard =
                new JsonObject(Files.readString(OBSERVABILITY.resolve("grafana/dashboards/alchemy.json")));
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < dashboard.getJsonArray("panels").size(); i++) {
            JsonArray targets =
                    dashboard.getJsonArray("panels").getJsonObject(i).getJsonArray("targets", new JsonArray());
            for (int j = 0; j < targets.size(); j++) {
                queries.add(new Query(targets.getJsonObject(j).getString("expr")));
            }
        }
        return queries;
    }

    /** An expression stands behind its key, or below it in deeper lines. */
    private static List<Query> queriesOfTheAlerts() throws IOException {
        return Pattern.compile("(?m)^ {8}expr: (?:>-\\n((?: {10}.*\\n)+)|(.*))")
                .matcher(Files.readString(OBSERVABILITY.resolve("alerts.yml")))
                .results()
                .map(found -> new Query(found.group(1) == null ? found.group(2) : found.group(1)))
                .toList();
    }

    @Test
    void requests_areToldByRoute_neverByPath() throws Exception {
        Exposed figures = figures();

        assertThat(figures.text()).contains("vertx_http_server_response_time_seconds_bucket");
        assertThat(figures.text()).contains("route=\"").contains("/api/tracks/:trackId");
        assertThat(figures.text()).doesNotContain(track).doesNotContain("of/the/kind");
    }

    @Test
    void thePortOfItsOwn_tellsFiguresAndNothingElse() throws Exception {
        HttpResponse<String> answer = get(figuresAddress);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body()).contains("jvm_memory_used_bytes", "alchemy_build{");
        assertThat(get(figuresAddress.resolve("/api/tracks")).statusCode()).isEqualTo(404);
        assertThat(get(figuresAddress.resolve("/health")).statusCode()).isEqualTo(404);
    }

    @Test
    void health_tellsTheWholeCondition() throws Exception {
        JsonObject health =
                new JsonObject(get(server.address().resolve("/health")).body());

        assertThat(health.getString("status")).isEqualTo("ok");
        assertThat(health.getJsonObject("services").getString("events")).isEqualTo("up");
        assertThat(health.getJsonObject("metrics").getLong("active_jobs")).isZero();
        assertThat(health.getJsonObject("metrics").getDouble("avg_processing_time"))
                .isPositive();
    }

    /** Counters are written after the commit that the page already shows. */
    private static Exposed figures() {
        return Awaitility.await()
                .atMost(ApiClient.PATIENCE)
                .until(
                        () -> new Exposed(
                                get(server.address().resolve("/metrics")).body()),
                        exposed -> exposed.has("alchemy_events_echo_seconds_count")
                                && exposed.has("alchemy_jobs_ended_total", "state", "failed")
                                && exposed.has("alchemy_attempt_seconds_count", "kind", "separate")
                                && exposed.has("alchemy_attempt_seconds_count", "kind", "analyze"));
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
