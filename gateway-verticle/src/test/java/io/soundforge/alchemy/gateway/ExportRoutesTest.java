package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobArgs.ExportStems;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.studio.ExportOptions;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.JobHandler;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.jobs.JobRunner;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The routes of exports, with a worker that stores a text where a zip would be. */
class ExportRoutesTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static GatewayHarness gateway;
    /** By track: a worker also finds what earlier tests left in the queue. */
    private final Map<TrackId, ExportOptions> asked = new ConcurrentHashMap<>();

    private @Nullable JobRunner worker;

    @BeforeAll
    static void deploy() {
        gateway = new GatewayHarness(services);
    }

    @AfterEach
    void stopWorker() {
        if (worker != null) {
            await(worker.stop());
        }
    }

    @Test
    void export_isMadeWhileTheCallerWaits_andServed() throws Exception {
        Track track = services.newTrack("Süß/er");
        Asset old = stem(track, "vocals", JobId.random());
        JobId newest = JobId.random();
        Asset vocals = stem(track, "vocals", newest);
        Asset drums = stem(track, "drums", newest);
        work();

        HttpResponse<String> made = post(track, "{\"format\":\"mp3\"}");

        assertThat(made.statusCode()).isEqualTo(200);
        JsonObject answer = json(made);
        assertThat(answer.getString("status")).isEqualTo("completed");
        assertThat(answer.getString("exportUrl"))
                .isEqualTo("/api/tracks/" + track.id() + "/exports/" + answer.getString("jobId"));
        assertThat(stemsAskedFor(track))
                .containsExactly(drums.id(), vocals.id())
                .doesNotContain(old.id());
        assertServed(answer.getString("exportUrl"));
    }

    private static void assertServed(String url) throws Exception {
        HttpResponse<String> whole = gateway.get(url);
        assertThat(whole.body()).isEqualTo("0123456789");
        assertThat(whole.headers().firstValue("content-type")).contains("application/zip");
        assertThat(whole.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"Su__er-stems.zip\"; filename*=UTF-8''S%C3%BC%C3%9F%5Fer-stems.zip");
        assertThat(gateway.get(url, "Range", "bytes=2-4").body()).isEqualTo("234");
        HttpResponse<String> head = gateway.send(gateway.builder(url).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.headers().firstValue("content-length")).contains("10");
    }

    @Test
    void chosenStems_areExported() throws Exception {
        Track track = services.newTrack("chosen");
        Asset old = stem(track, "vocals", JobId.random());
        stem(track, "vocals", JobId.random());
        work();

        assertThat(post(track, "{\"stems\":[\"" + old.id() + "\"]}").statusCode())
                .isEqualTo(200);

        assertThat(stemsAskedFor(track)).containsExactly(old.id());
    }

    @Test
    void exportThatTakesLong_isPromised_andNotYetServed() throws Exception {
        Track track = services.newTrack("long");
        stem(track, "vocals", JobId.random());

        HttpResponse<String> promised = postImpatiently(track);

        assertThat(promised.statusCode()).isEqualTo(202);
        assertThat(json(promised).getString("status")).isEqualTo("queued");
        String url = json(promised).getString("exportUrl");
        HttpResponse<String> early = gateway.get(url);
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.headers().firstValue("retry-after")).contains("2");
        assertThat(json(early).getString("error")).contains("still being made");
        JsonObject view = json(gateway.get("/api/tracks/" + track.id()));
        assertThat(view.getString("status")).isEqualTo("ready");
        assertThat(view.getJsonArray("jobs")).isEmpty();

        work();

        eventually()
                .untilAsserted(() -> assertThat(gateway.get(url).statusCode()).isEqualTo(200));
    }

    @Test
    void exportsThatNobodyMakes_areNotPiledUp() throws Exception {
        Track track = services.newTrack("eager");
        stem(track, "vocals", JobId.random());
        for (String format : List.of("mp3", "flac", "wav")) {
            String body = "{\"format\":\"" + format + "\"}";
            HttpResponse<String> first = postImpatiently(track, body);
            assertThat(first.statusCode()).isEqualTo(202);
            if (!format.equals("wav")) {
                assertThat(json(postImpatiently(track, body)).getString("jobId"))
                        .isEqualTo(json(first).getString("jobId"));
            }
        }

        HttpResponse<String> refused = postImpatiently(track, "{\"format\":\"mp3\",\"sampleRate\":48000}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).getString("error")).contains("at most 3 exports");
    }

    @Test
    void failedExport_tellsWhy() throws Exception {
        Track track = services.newTrack("failing");
        stem(track, "vocals", JobId.random());
        start((run, args) -> Future.failedFuture(new AlchemyException(ErrorCode.CORRUPT_AUDIO, "stem is broken")));

        HttpResponse<String> failed = post(track, "{}");

        assertThat(failed.statusCode()).isEqualTo(422);
        assertThat(json(failed).getString("error")).isEqualTo("stem is broken");
        assertThat(json(gateway.get("/api/tracks/" + track.id())).getString("status"))
                .isEqualTo("ready");
    }

    @Test
    void cancelledExport_isGone() throws Exception {
        Track track = services.newTrack("cancelled");
        stem(track, "vocals", JobId.random());
        JsonObject promised = json(postImpatiently(track));

        gateway.delete("/api/jobs/" + promised.getString("jobId"));

        HttpResponse<String> gone = gateway.get(promised.getString("exportUrl"));
        assertThat(gone.statusCode()).isEqualTo(409);
        assertThat(json(gone).getString("code")).isEqualTo("cancelled");
        assertThat(gone.headers().firstValue("retry-after")).isEmpty();
    }

    @Test
    void oldExport_isNoLongerKept() throws Exception {
        Track track = services.newTrack("often");
        stem(track, "vocals", JobId.random());
        work();
        String first = json(post(track, "{}")).getString("exportUrl");
        for (int i = 0; i < 3; i++) {
            assertThat(post(track, "{}").statusCode()).isEqualTo(200);
        }

        HttpResponse<String> gone = gateway.get(first);

        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(json(gone).getString("error")).contains("no longer kept");
    }

    @Test
    void exportOfAnotherTrack_isNotFound() throws Exception {
        Track track = services.newTrack("mine");
        stem(track, "vocals", JobId.random());
        Track other = services.newTrack("other");
        String job = json(postImpatiently(track)).getString("jobId");

        assertThat(gateway.get("/api/tracks/" + other.id() + "/exports/" + job).statusCode())
                .isEqualTo(404);
        assertThat(gateway.get("/api/tracks/" + track.id() + "/exports/" + JobId.random())
                        .statusCode())
                .isEqualTo(404);
        assertThat(gateway.get("/api/tracks/" + track.id() + "/exports/..%2fx").statusCode())
                .isEqualTo(404);
    }

    @Test
    void impossibleWish_isRefused() throws Exception {
        Track track = services.newTrack("strict");
        HttpResponse<String> nothing = post(track, "{}");
        stem(track, "vocals", JobId.random());
        Asset foreign = stem(services.newTrack("other"), "vocals", JobId.random());

        assertThat(nothing.statusCode()).isEqualTo(409);
        assertThat(json(nothing).getString("error")).contains("no stems");
        HttpResponse<String> rate = post(track, "{\"format\":\"mp3\",\"sampleRate\":\"96000\"}");
        assertThat(rate.statusCode()).isEqualTo(400);
        assertThat(json(rate).getString("error")).contains("mp3 has no sampleRate of 96000");
        HttpResponse<String> stem = post(track, "{\"stems\":[\"" + foreign.id() + "\"]}");
        assertThat(stem.statusCode()).isEqualTo(400);
        assertThat(json(stem).getString("error")).contains("this track's stems");
    }

    private static HttpResponse<String> post(Track track, String body) throws IOException, InterruptedException {
        return gateway.post("/api/tracks/" + track.id() + "/export", "application/json", body);
    }

    private static HttpResponse<String> postImpatiently(Track track, String body)
            throws IOException, InterruptedException {
        return gateway.send(gateway.builder(
                        "/api/tracks/" + track.id() + "/export", "Prefer", "wait=0", "Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> postImpatiently(Track track) throws IOException, InterruptedException {
        return gateway.send(gateway.builder("/api/tracks/" + track.id() + "/export", "Prefer", "wait=0")
                .POST(BodyPublishers.noBody()));
    }

    private void work() {
        start((run, args) -> {
            asked.put(run.track(), args.options());
            return store(run);
        });
    }

    private List<UUID> stemsAskedFor(Track track) {
        return Objects.requireNonNull(asked.get(track.id())).stems();
    }

    private static Future<Publication> store(JobRun run) {
        String key = AssetKeys.file(run.track(), run.attemptName(), "stems.zip");
        Asset zip = asset(run.track(), run.job().id(), AssetRole.EXPORT, "export", key);
        try {
            Path file = Files.writeString(services.folder().resolve(run.attemptName()), "0123456789");
            return services.blobs()
                    .adopt(file, key)
                    .map(done -> tx -> services.catalog().exports().add(tx, zip).mapEmpty());
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }

    private static Asset stem(Track track, String type, JobId job) {
        Asset stem = asset(track.id(), job, AssetRole.STEM, type, "tracks/" + track.id() + "/" + job + "/" + type);
        await(services.database().inTransaction(tx -> services.catalog().addAsset(tx, stem)));
        return stem;
    }

    private static Asset asset(TrackId track, JobId job, AssetRole role, String type, String key) {
        String contentType = role == AssetRole.EXPORT ? "application/zip" : "audio/flac";
        return new Asset(UUID.randomUUID(), track, job, role, type, type, key, contentType, 10, "00", 1);
    }

    private void start(JobHandler<ExportStems> handler) {
        JobRunner runner = new JobRunner(
                services.vertx(),
                services.jobs(),
                services.bus(),
                JobKind.EXPORT,
                ExportStems.class,
                RunnerConfig.of("test", 1, RetryPolicy.attempts(1)),
                handler);
        await(runner.start());
        worker = runner;
    }
}
