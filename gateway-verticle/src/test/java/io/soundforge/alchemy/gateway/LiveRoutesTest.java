package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.gateway.GrowingStems.FRAMES;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.JobRunner;
import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stems that are fetched while they grow; what is final, the test says. */
class LiveRoutesTest {
    private static final int HEADER = 94;
    private static final int SIZE = HEADER + FRAMES * 8;
    private static final int PATIENCE_SECONDS = 60;

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static GatewayHarness gateway;

    @BeforeAll
    static void deploy() {
        gateway = new GatewayHarness(services);
    }

    @Test
    void index_tellsWhatIsFinal_fromBeforeTheStartToTheEnd() throws Exception {
        GrowingStems stems = GrowingStems.of(services);
        JsonObject before = json(gateway.get(stems.url() + "/live"));
        assertThat(before.getString("status")).isEqualTo("queued");
        assertThat(before.getJsonArray("ready")).isEmpty();

        stems.grow(0, 44_100);
        JsonObject index = json(gateway.get(stems.url() + "/live"));

        assertThat(index.getJsonArray("ready")).isEqualTo(new JsonArray("[[0,44100]]"));
        assertThat(index.getDouble("readySeconds")).isEqualTo(1);
        assertThat(index.getLong("frames")).isEqualTo(FRAMES);
        assertThat(index.getInteger("headerBytes")).isEqualTo(HEADER);
        JsonObject vocals = index.getJsonArray("stems").getJsonObject(1);
        assertThat(vocals.getString("url")).isEqualTo(stems.url() + "/live/vocals.wav");
        assertThat(vocals.getLong("bytes")).isEqualTo(SIZE);
    }

    @Test
    void finalRange_isAnsweredAtOnce_andEndsWithTheLastFinalByte() throws Exception {
        GrowingStems stems = GrowingStems.of(services);
        stems.grow(0, 1000);
        stems.grow(50_000, 60_000);

        HttpResponse<byte[]> beginning = bytes(stems, "bytes=0-");
        HttpResponse<byte[]> island = bytes(stems, "bytes=" + (HEADER + 55_000 * 8) + "-" + (HEADER + 55_000 * 8 + 79));

        assertThat(beginning.statusCode()).isEqualTo(206);
        assertThat(beginning.headers().firstValue("content-range")).contains("bytes 0-" + (HEADER + 7999) + "/" + SIZE);
        assertThat(beginning.headers().firstValue("cache-control")).contains("no-store");
        assertThat(beginning.headers().firstValue("accept-ranges")).contains("bytes");
        assertThat(Arrays.copyOfRange(beginning.body(), HEADER, HEADER + 8000))
                .isEqualTo(GrowingStems.samples(0, 1000));
        assertThat(island.body()).isEqualTo(GrowingStems.samples(55_000, 55_010));
        assertThat(island.headers().firstValue("etag"))
                .isEqualTo(beginning.headers().firstValue("etag"));
    }

    @Test
    void rangeThatIsNotThereYet_waitsForIt() throws Exception {
        GrowingStems stems = GrowingStems.of(services);
        stems.grow(0, 1000);

        CompletableFuture<HttpResponse<byte[]>> waiting = later(stems, "bytes=" + (HEADER + 8 * 2000) + "-");
        assertThat(json(gateway.get(stems.url() + "/live")).getJsonArray("ready"))
                .hasSize(1);
        assertThat(waiting).isNotDone();
        stems.grow(2000, 3000);

        HttpResponse<byte[]> part = waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(GrowingStems.samples(2000, 3000));
    }

    @Test
    void rangeThatNeverComes_isRefusedInTimeWithTheWordWhenToAskAgain() throws Exception {
        GrowingStems stems = GrowingStems.of(services);
        stems.grow(0, 1000);

        HttpResponse<byte[]> refused =
                later(stems, "bytes=" + (HEADER + 8 * 2000) + "-").get(PATIENCE_SECONDS, TimeUnit.SECONDS);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        assertThat(new JsonObject(text(refused)).getString("code")).isEqualTo("unavailable");
    }

    @Test
    void whole_isOpenAtOnce_andGrowsToTheVeryEnd() throws Exception {
        GrowingStems stems = GrowingStems.of(services);
        stems.grow(0, 1000);

        HttpResponse<InputStream> response =
                HTTP.send(gateway.builder(stems.url() + "/live/drums.wav").GET().build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-length")).contains(Integer.toString(SIZE));
            assertThat(body.readNBytes(HEADER)).startsWith('R', 'I', 'F', 'F');
            assertThat(body.readNBytes(8000)).isEqualTo(GrowingStems.samples(0, 1000));
            stems.grow(40_000, 50_000); // does not touch
            stems.finish();
            assertThat(body.readAllBytes()).isEqualTo(GrowingStems.samples(1000, FRAMES));
        }
    }

    @Test
    void whole_isCutOff_whenTheSeparationIsCancelled() throws Exception {
        GrowingStems stems = GrowingStems.of(services);
        stems.grow(0, 1000);
        HttpResponse<InputStream> response =
                HTTP.send(gateway.builder(stems.url() + "/live/drums.wav").GET().build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            assertThat(body.readNBytes(HEADER + 8000)).hasSize(HEADER + 8000);

            await(services.jobs().cancel(stems.job().id()));

            assertThatThrownBy(body::readAllBytes).isInstanceOf(java.io.IOException.class);
        }
        HttpResponse<byte[]> gone = bytes(stems, "bytes=0-");
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(new JsonObject(text(gone)).getString("separation")).isEqualTo(stems.url());
    }

    @Test
    void finishedSeparation_isServedWhileItsFolderIsKept_andThenPointsToTheStems() throws Exception {
        GrowingStems stems = GrowingStems.of(services);
        stems.finish();
        complete(stems);

        HttpResponse<String> head =
                gateway.send(gateway.builder(stems.url() + "/live/vocals.wav").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-length")).contains(Integer.toString(SIZE));
        assertThat(bytes(stems, "bytes=-16").body()).isEqualTo(GrowingStems.samples(FRAMES - 2, FRAMES));

        await(services.blobs().discard(stems.folder()));
        HttpResponse<String> gone = gateway.get(stems.url() + "/live");
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.headers().firstValue("link").orElse("")).contains(stems.url());
    }

    @Test
    void playhead_isWrittenForTheWorkers() throws Exception {
        GrowingStems stems = GrowingStems.of(services);

        assertThat(put(stems, "{\"seconds\": 61.5}").statusCode()).isEqualTo(204);

        assertThat(stems.folder().resolve("playhead")).hasContent("2712150");
        assertThat(put(stems, "{\"seconds\": -1}").statusCode()).isEqualTo(400);
        assertThat(put(stems, "{\"seconds\": \"a\"}").statusCode()).isEqualTo(400);
        assertThat(put(stems, "").statusCode()).isEqualTo(400);
    }

    @Test
    void namesThatMeanNothing_areNotFound() throws Exception {
        GrowingStems stems = GrowingStems.of(services);
        stems.grow(0, 10);
        String otherTrack = "/api/tracks/" + services.newTrack("other").id() + "/separations/"
                + stems.job().id();

        assertThat(gateway.get(stems.url() + "/live/piano.wav").statusCode()).isEqualTo(404);
        assertThat(gateway.get(stems.url() + "/live/drums.mp3").statusCode()).isEqualTo(404);
        assertThat(gateway.get(stems.url() + "/live/..%2fdrums.wav").statusCode())
                .isEqualTo(404);
        assertThat(gateway.get(otherTrack + "/live").statusCode()).isEqualTo(404);
        assertThat(gateway.get(stems.url() + "x/live").statusCode()).isEqualTo(404);
        assertThat(gateway.get(stems.url() + "/live/drums.wav", "Range", "bytes=" + SIZE + "-")
                        .statusCode())
                .isEqualTo(416);
    }

    @Test
    void separation_isBegunWithOptions_andShown() throws Exception {
        GrowingStems stems = GrowingStems.of(services); // a track
        String url = "/api/tracks/" + stems.track().id() + "/separations";

        assertThat(gateway.post(url, "application/json", "{}").statusCode()).isEqualTo(409);
        HttpResponse<String> wrong = gateway.post(url, "application/json", "{\"shifts\":21}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(json(wrong).getString("detail")).contains("shifts");

        HttpResponse<String> shown = gateway.get(stems.url());
        assertThat(json(shown).getString("liveUrl")).isEqualTo(stems.url() + "/live");
        assertThat(json(shown).getJsonObject("options").getString("format")).isEqualTo("flac");
        assertThat(json(shown).getJsonObject("job").getString("kind")).isEqualTo("separate");
    }

    /** Ends the job as a worker would, without stems. */
    private static void complete(GrowingStems stems) {
        JobRunner worker = new JobRunner(
                services.vertx(),
                services.jobs(),
                services.bus(),
                JobKind.SEPARATE,
                SeparateTrack.class,
                RunnerConfig.of("test", 50, RetryPolicy.attempts(1)),
                (run, args) -> Future.succeededFuture(tx -> Future.succeededFuture()));
        await(worker.start());
        eventually().until(() -> await(services.jobs().find(stems.job().id()))
                .orElseThrow()
                .state()
                .equals(JobState.COMPLETED));
        await(worker.stop());
    }

    private static HttpResponse<String> put(GrowingStems stems, String body) throws Exception {
        return gateway.send(gateway.builder(stems.url() + "/playhead", "Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static HttpResponse<byte[]> bytes(GrowingStems stems, String range) throws Exception {
        return later(stems, range).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static CompletableFuture<HttpResponse<byte[]>> later(GrowingStems stems, String range) {
        return HTTP.sendAsync(
                gateway.builder(stems.url() + "/live/vocals.wav", "Range", range)
                        .GET()
                        .build(),
                BodyHandlers.ofByteArray());
    }
}
