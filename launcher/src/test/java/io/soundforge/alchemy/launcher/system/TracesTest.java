package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.mesh.MeshStarter;
import io.soundforge.alchemy.launcher.server.HostedServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector hears of a whole mesh through which songs go. */
class TracesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    @TempDir
    static Path folder;

    private static OtlpCollector collector;
    private static HostedServer server;
    private static ApiClient client;

    @BeforeAll
    static void start() throws Exception {
        collector = new OtlpCollector(0);
        AlchemyConfig config = ConfigReader.read(Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT", collector.address().toString()))
                .onPort(0);
        server = HostedServer.start(
                config, new DataFolder(PreparedData.in(folder.resolve("data"))), List.of(), new MeshStarter());
        client = new ApiClient(server.address());
    }

    @AfterAll
    static void stop() {
        server.close();
        collector.close();
    }

    @Test
    void requestItsBusItsJobs_areOneTrace_thatOfTheCaller() throws Exception {
        Path song = Songs.demo(folder.resolve("traced.wav"), 1);
        String track = client.upload(song, "{}", "traceparent", "00-" + TRACE + "-" + CALLER + "-01");
        assertThat(client.settled(track).getString("status")).isEqualTo("ready");

        OtlpSpan request = one("POST /api/tracks");
        assertThat(request.parent()).isEqualTo(CALLER);
        assertThat(request.attributes())
                .containsEntry("http.route", "/api/tracks")
                .containsEntry("http.response.status_code", "202");
        OtlpSpan enqueueing = one("enqueue jobs");
        assertThat(enqueueing.parent()).isEqualTo(request.id());
        for (String kind : List.of("download", "separate", "analyze")) {
            OtlpSpan job = one("job " + kind);
            assertThat(job.parent()).as(kind).isEqualTo(enqueueing.id());
            assertThat(job.attributes())
                    .containsEntry("alchemy.job.kind", kind)
                    .containsEntry("alchemy.job.attempt", "1")
                    .containsEntry("alchemy.outcome", "completed")
                    .doesNotContainKey("error.type");
            assertThat(job.events()).contains("fetching");
            assertThat(job.failed()).isFalse();
        }
        assertThat(traced("bus send"))
                .extracting(span -> span.attributes().get("messaging.system"))
                .isNotEmpty()
                .containsOnly("vertx-eventbus");
        assertThat(collector.spans()).extracting(OtlpSpan::name).noneMatch(name -> name.contains(track));
    }

    @Test
    void malformedParents_andWhatCallersWrite_areLeftOut() throws Exception {
        get("/api/tracks/secretpath?token=secretquery", "secretparent");
        get("/api/tracks", "00-" + TRACE + "-nothing-01");

        found(any ->
                any.attributes().getOrDefault("http.response.status_code", "").equals("404"));
        OtlpSpan span = found(any -> any.name().equals("GET /api/tracks"));

        assertThat(span.parent()).isEmpty();
        assertThat(span.trace()).isNotEqualTo(TRACE);
        assertThat(collector.raw()).contains("/api/tracks").doesNotContain("secret");
    }

    @Test
    void collectorThatFails_isSilent_orGone_disturbsNoJob() throws Exception {
        for (OtlpCollector.Mood mood : List.of(OtlpCollector.Mood.FAILING, OtlpCollector.Mood.SILENT)) {
            collector.mood(mood);
            int before = collector.requests();
            aSongGoesThrough(mood.name());
            Awaitility.await().atMost(PATIENCE).until(() -> collector.requests() > before);
        }
        int port = collector.port();
        collector.close();
        aSongGoesThrough("gone");

        collector = new OtlpCollector(port);
        client.text("/api/tracks");
        found(span -> span.name().equals("GET /api/tracks"));
    }

    private static void get(String path, String parent) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve(path))
                .header("traceparent", parent)
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }

    private static void aSongGoesThrough(String name) throws Exception {
        String track = client.upload(Songs.demo(folder.resolve(name + ".wav"), 1), "{}");
        assertThat(client.settled(track).getString("status")).as(name).isEqualTo("ready");
    }

    private static List<OtlpSpan> traced(String name) {
        return collector.spans().stream()
                .filter(span -> span.trace().equals(TRACE) && span.name().equals(name))
                .toList();
    }

    /** Spans are told in their own time. */
    private static OtlpSpan one(String name) {
        found(span -> span.trace().equals(TRACE) && span.name().equals(name));
        assertThat(traced(name)).hasSize(1);
        return traced(name).get(0);
    }

    private static OtlpSpan found(Predicate<OtlpSpan> wanted) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> collector.spans().stream().filter(wanted).findFirst(), found -> found.isPresent())
                .orElseThrow();
    }
}
