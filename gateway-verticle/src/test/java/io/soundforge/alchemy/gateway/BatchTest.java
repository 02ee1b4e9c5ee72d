package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches over real HTTP and a real PostgreSQL. */
class BatchTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final String SPOTIFY = "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC";

    private static GatewayHarness gateway;

    private final String id = "batch-" + UUID.randomUUID();

    @BeforeAll
    static void deploy() {
        gateway = new GatewayHarness(services);
    }

    @Test
    void batch_isAcceptedUnderTheClientsIdWithATrackPerFile() throws Exception {
        HttpResponse<String> response = post(body(id, "https://a.example/one.mp3", SPOTIFY));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(json(response).getString("job_id")).isEqualTo(id);
        assertThat(json(response).getString("status")).isEqualTo("queued");
        assertThat(json(response).getInteger("total")).isEqualTo(2);
        JsonObject shown = json(gateway.get("/api/jobs/" + id));
        assertThat(shown.getJsonArray("items")).hasSize(2);
        JsonObject first = shown.getJsonArray("items").getJsonObject(0);
        assertThat(first.getString("file")).isEqualTo("https://a.example/one.mp3");
        assertThat(first.getString("status")).isEqualTo("queued");
        assertThat(json(gateway.get("/api/tracks/" + first.getString("track_id")))
                        .getString("name"))
                .isEqualTo("one");
    }

    @Test
    void sameRequestAgain_isTheSameBatchAndRepeatsNothing() throws Exception {
        JsonObject first = json(post(body(id, "https://a.example/1.mp3", "https://a.example/2.mp3")));
        int tracks = tracks();

        HttpResponse<String> again = post("{\"files\":[\"https://a.example/1.mp3\", \"https://a.example/2.mp3\"], "
                + "\"job_id\":\"" + id + "\"}");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again)).isEqualTo(first);
        assertThat(tracks()).isEqualTo(tracks);
    }

    @Test
    void sameIdWithOtherFiles_isAConflict() throws Exception {
        post(body(id, "https://a.example/1.mp3"));

        HttpResponse<String> other = post(body(id, "https://a.example/2.mp3"));

        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(json(other).getString("error")).contains(id);
    }

    @Test
    void sameRequestAtTheSameTime_isOneBatch() {
        JsonObject body = body(id, "https://a.example/1.mp3", "https://open.spotify.com/track/0000000000000000000001");
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> quietly(body)))
                .toList();

        List<Integer> statuses = answers.stream()
                .map(answer -> answer.join().statusCode())
                .sorted()
                .toList();

        assertThat(statuses).containsExactly(200, 200, 200, 200, 200, 200, 200, 202);
        assertThat(answers)
                .extracting(answer -> json(answer.join()).getInteger("total"))
                .containsOnly(2);
    }

    @Test
    void differentBatchesWithTheSameSpotifyTrackAtTheSameTime_shareTheTrack() {
        String link = "https://open.spotify.com/track/0000000000000000000002";
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> quietly(body(id + "-" + i, link))))
                .toList();

        assertThat(answers).extracting(answer -> answer.join().statusCode()).containsOnly(202);
        List<String> tracks = IntStream.range(0, 4)
                .mapToObj(i -> item(id + "-" + i, 0).getString("track_id"))
                .distinct()
                .toList();
        assertThat(tracks).hasSize(1);
        assertThat(jobsOf(tracks.get(0))).hasSize(4);
    }

    @Test
    void linkNamedTwice_isOneTrack() throws Exception {
        post(body(id, "https://a.example/same.mp3", "https://a.example/same.mp3"));

        assertThat(item(id, 0).getString("track_id")).isEqualTo(item(id, 1).getString("track_id"));
        assertThat(json(gateway.get("/api/jobs/" + id)).getInteger("queued")).isEqualTo(2);
    }

    @Test
    void thousandsOfFiles_areAcceptedWithOneRequest() throws Exception {
        String[] files = IntStream.range(0, 5000)
                .mapToObj(i -> "https://media.example/album/" + i + "/a-song-with-a-name.mp3")
                .toArray(String[]::new);

        HttpResponse<String> response = post(body(id, files));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(json(response).getInteger("queued")).isEqualTo(5000);
        JsonObject last = lastPart("/api/jobs/" + id + "?limit=50");
        assertThat(last.getJsonArray("items")).hasSize(50);
        JsonObject item = last.getJsonArray("items").getJsonObject(49);
        assertThat(item.getString("file")).isEqualTo(files[4999]);
        assertThat(jobsOf(item.getString("track_id")))
                .extracting(Job::kind)
                .containsExactly(JobKind.DOWNLOAD, JobKind.SEPARATE, JobKind.ANALYZE);
        assertThat(json(gateway.delete("/api/jobs/" + id)).getInteger("cancelled"))
                .isEqualTo(5000);
    }

    @Test
    void items_arePagedByCursorAndLimit() throws Exception {
        post(body(id, "https://a.example/0.mp3", "https://a.example/1.mp3", "https://a.example/2.mp3"));

        JsonObject first = json(gateway.get("/api/jobs/" + id + "?limit=2"));
        JsonObject second = json(gateway.get("/api/jobs/" + id + "/results?limit=2&cursor=" + first.getString("next")));

        assertThat(first.getJsonArray("items")).hasSize(2);
        assertThat(second.getJsonArray("items")).hasSize(1);
        assertThat(second.getJsonArray("items").getJsonObject(0).getInteger("index"))
                .isEqualTo(2);
        assertThat(second.getValue("next")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cursor=-1",
                "cursor=x",
                "cursor=99999999999",
                "limit=0",
                "limit=201",
                "limit=%00",
                "state=failed",
                "cursor=MTA"
            })
    void badPage_isRefused(String query) throws Exception {
        post(body(id, "https://a.example/0.mp3"));

        assertThat(gateway.get("/api/jobs/" + id + "?" + query).statusCode()).isEqualTo(400);
        assertThat(gateway.get("/api/jobs/" + id + "/results?" + query).statusCode())
                .isEqualTo(400);
    }

    @Test
    void unusableFiles_areItemsWithTheirReasons_andKeepNoOtherBack() throws Exception {
        int before = tracks();
        JsonArray files = new JsonArray().add("https://a.example/fine.mp3").add(17);
        files.add("https://open.spotify.com/episode/4uLU6hMCjMI75M1A2tKUQC");
        files.add("ftp://a.example/\u0000");
        files.add(TrackId.random().toString());

        HttpResponse<String> response = post(new JsonObject().put("job_id", id).put("files", files));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(json(response).getInteger("queued")).isEqualTo(1);
        assertThat(json(response).getInteger("failed")).isEqualTo(4);
        assertThat(json(response).getInteger("total")).isEqualTo(5);
        assertThat(item(id, 0).getString("status")).isEqualTo("queued");
        assertThat(item(id, 1).getString("error")).contains("expected a link");
        assertThat(item(id, 1).getString("file")).isEqualTo("17");
        assertThat(item(id, 2).getString("error")).contains("one Spotify track");
        assertThat(item(id, 3).getString("error_code")).isEqualTo("invalid_request");
        assertThat(item(id, 4).getString("error")).contains("there is no such track");
        assertThat(item(id, 4).getValue("track_id")).isNull();
        assertThat(tracks()).isEqualTo(before + 1);
        assertThat(json(gateway.delete("/api/jobs/" + id)).getInteger("cancelled"))
                .isEqualTo(1);
    }

    @Test
    void batchOfUnusableFilesOnly_isRefusedWithEachReason() throws Exception {
        int before = tracks();
        JsonArray files = new JsonArray().add(17);
        IntStream.range(0, 30).forEach(i -> files.add("ftp://a.example/" + i));

        HttpResponse<String> response = post(new JsonObject().put("job_id", id).put("files", files));

        assertThat(response.statusCode()).isEqualTo(400);
        String error = json(response).getString("error");
        assertThat(error)
                .contains("none of 31 files", "files[0]: expected a link")
                .contains("files[19]: ", "; and 11 more")
                .doesNotContain("files[20]");
        assertThat(tracks()).isEqualTo(before);
        assertThat(gateway.get("/api/jobs/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void trackThatIsNotThere_isNoBatch() throws Exception {
        HttpResponse<String> response = post(body(id, TrackId.random().toString()));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).getString("error")).contains("files[0]: there is no such track");
    }

    @Test
    void trackThatExists_getsTheWorkThatItLacks() throws Exception {
        Track track = services.newTrack("known");
        JsonObject request = new JsonObject()
                .put("job_id", id)
                .put(
                        "files",
                        new JsonArray()
                                .add(new JsonObject().put("track_id", track.id().toString())))
                .put("config", new JsonObject().put("model", "spectral"));

        HttpResponse<String> tooEarly = post(request);
        addAsset(track.id(), AssetRole.CANONICAL, "canonical.f32", "canonical");
        HttpResponse<String> accepted = post(request);
        HttpResponse<String> another = post(request.copy().put("job_id", id + "-again"));

        assertThat(tooEarly.statusCode()).isEqualTo(400);
        assertThat(json(tooEarly).getString("error")).contains("not here yet");
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(another.statusCode()).isEqualTo(202);
        assertThat(jobsOf(track.id().toString()))
                .extracting(Job::kind)
                .containsExactly(JobKind.SEPARATE, JobKind.ANALYZE);
    }

    @Test
    void trackOfAClientsName_isFoundByIt() throws Exception {
        String name = "song-" + UUID.randomUUID();
        gateway.post(
                "/api/download/track",
                "application/json",
                "{\"trackId\":\"" + name + "\",\"trackInfo\":{\"title\":\"x\"}}");
        String track = json(gateway.get("/api/tracks/" + name)).getString("id");

        HttpResponse<String> accepted = post(new JsonObject()
                .put("job_id", id)
                .put("files", new JsonArray().add(new JsonObject().put("track_id", name)))
                .put("config", new JsonObject().put("autoProcess", false)));

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(item(id, 0).getString("file")).isEqualTo(name);
        assertThat(item(id, 0).getString("track_id")).isEqualTo(track);
    }

    @Test
    void clientsNameThatIsNotThere_refusesTheWholeBatch() throws Exception {
        HttpResponse<String> response = post(new JsonObject()
                .put("job_id", id)
                .put("files", new JsonArray().add(new JsonObject().put("track_id", "nobodys-song"))));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).getString("error")).contains("there is no such track");
    }

    @Test
    void results_linkWhatIsReady() throws Exception {
        Track track = services.newTrack("with stems");
        addAsset(track.id(), AssetRole.ORIGINAL, "original.wav", "original");
        Asset vocals = addAsset(track.id(), AssetRole.STEM, "vocals.flac", "vocals");
        post(new JsonObject()
                .put("job_id", id)
                .put("files", new JsonArray().add(track.id().toString()))
                .put("config", new JsonObject().put("autoProcess", false)));

        JsonObject results = json(gateway.get("/api/jobs/" + id + "/results"));

        assertThat(results.getString("status")).isEqualTo("completed");
        JsonObject item = results.getJsonArray("items").getJsonObject(0);
        assertThat(item.getString("name")).isEqualTo("with stems");
        assertThat(item.getString("original")).isEqualTo("/api/tracks/" + track.id() + "/audio");
        assertThat(item.getJsonObject("stems").getString("vocals"))
                .isEqualTo("/api/tracks/" + track.id() + "/stems/" + vocals.id());
        assertThat(item.getValue("analysis")).isNull();
        assertThat(item.getValue("error")).isNull();
    }

    @Test
    void deletedTrack_isAnItemWithAnError() throws Exception {
        post(body(id, "https://a.example/1.mp3", "https://a.example/2.mp3"));
        gateway.delete("/api/tracks/" + item(id, 0).getString("track_id"));

        JsonObject batch = json(gateway.get("/api/jobs/" + id));

        assertThat(batch.getString("status")).isEqualTo("processing");
        assertThat(batch.getInteger("failed")).isEqualTo(1);
        assertThat(batch.getDouble("progress")).isEqualTo(50);
        assertThat(item(id, 0).getString("error")).contains("deleted");
    }

    @Test
    void cancelledBatch_hasNothingLeftToDo_andOtherWorkGoesOn() throws Exception {
        String other = "other-" + id;
        post(body(id, "https://a.example/1.mp3", "https://a.example/2.mp3"));
        post(body(other, "https://a.example/3.mp3"));

        JsonObject cancelled = json(gateway.delete("/api/jobs/" + id));

        assertThat(cancelled.getString("status")).isEqualTo("cancelled");
        assertThat(cancelled.getInteger("cancelled")).isEqualTo(2);
        assertThat(json(gateway.get("/api/jobs/" + id)).getDouble("progress")).isEqualTo(100);
        assertThat(json(gateway.get("/api/jobs/" + other)).getString("status")).isEqualTo("queued");
    }

    @Test
    void idOfASingleJob_isStillThatJob() throws Exception {
        String job = json(gateway.upload("file", "x.wav", "RIFF", ""))
                .getJsonArray("jobs")
                .getJsonObject(0)
                .getString("id");

        assertThat(json(gateway.get("/api/jobs/" + job)).getString("kind")).isEqualTo("download");
        assertThat(gateway.get("/api/jobs/" + job + "/results").statusCode()).isEqualTo(404);
        assertThat(json(gateway.delete("/api/jobs/" + job)).getString("status")).isEqualTo("cancelled");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|400|JSON object",
                "[]|400|JSON object",
                "''|400|JSON object",
                "{}|400|files is required: a list",
                "{\"files\":[]}|400|1 to 5000",
                "{\"files\":\"https://a.example/x\"}|400|files must be a list",
                "{\"files\":{}}|400|files must be a list",
                "{\"files\":[null]}|400|files[0]",
                "{\"files\":[[]]}|400|files[0]",
                "{\"files\":[{}]}|400|files[0]",
                "{\"files\":[{\"url\":1}]}|400|files[0]",
                "{\"files\":[{\"url\":\"http://a/b\",\"track_id\":\"x\"}]}|400|files[0]",
                "{\"files\":[{\"path\":\"/etc/passwd\"}]}|400|files[0]",
                "{\"files\":[{\"track_id\":\"../../etc/passwd\"}]}|400|track_id: a track",
                "{\"files\":[\"/etc/passwd\"]}|400|files[0]",
                "{\"files\":[\"file:///etc/passwd\"]}|400|files[0]",
                "{\"files\":[\"http://a/\\u0000\"]}|400|files[0]",
                "{\"files\":[\"http://a/b\"],\"job_id\":7}|400|job_id must be",
                "{\"files\":[\"http://a/b\"],\"job_id\":\"\"}|400|job_id must be",
                "{\"files\":[\"http://a/b\"],\"job_id\":\"..\"}|400|job_id must be",
                "{\"files\":[\"http://a/b\"],\"job_id\":\"a/b\"}|400|job_id must be",
                "{\"files\":[\"http://a/b\"],\"job_id\":\"a\\u0000\"}|400|job_id must be",
                "{\"files\":[\"http://a/b\"],\"config\":[]}|400|config must be an object",
                "{\"files\":[\"http://a/b\"],\"config\":{\"stem\":1}}|400|the fields are [autoProcess",
                "{\"files\":[\"http://a/b\"],\"config\":{\"format\":\"ogg\"}}|400|wav, flac, mp3",
                "{\"files\":[\"http://a/b\"],\"webhook\":1}|400|[config, files, job_id]",
            })
    void hostileRequest_isRefusedWithAProblem(String body, int status, String reason) throws Exception {
        HttpResponse<String> response = post(body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(json(response).getString("error")).contains(reason);
    }

    @Test
    void tooMuch_isRefused() throws Exception {
        String[] tooMany =
                IntStream.range(0, 5001).mapToObj(i -> "http://a/" + i).toArray(String[]::new);

        assertThat(json(post(body(id, tooMany))).getString("error")).contains("got 5001");
        String manyMore = "\"http://a/b\",".repeat(100_000);
        assertThat(json(post("{\"files\":[" + manyMore + "\"http://a/b\"]}")).getString("error"))
                .contains("got 100001");
        assertThat(post("{\"files\":" + "[".repeat(100_000)).statusCode()).isEqualTo(400);
        assertThat(post("{\"files\":[" + "9".repeat(100_000) + "]}").statusCode())
                .isEqualTo(400);
        assertThat(post(body("x".repeat(101), "http://a/b")).statusCode()).isEqualTo(400);
        assertThat(post(body(id, "http://a/" + "x".repeat(10 << 20))).statusCode())
                .isEqualTo(413);
        assertThat(gateway.send(gateway.builder("/api/audio/batch", "Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("hello")))
                        .statusCode())
                .isEqualTo(415);
    }

    /** Follows {@code next} to the end; every part but the last is full, and no item comes twice. */
    private static JsonObject lastPart(String path) throws Exception {
        Set<Integer> seen = new HashSet<>();
        JsonObject part = json(gateway.get(path));
        while (true) {
            part.getJsonArray("items").forEach(item -> assertThat(seen.add(((JsonObject) item).getInteger("index")))
                    .isTrue());
            if (part.getString("next") == null) {
                return part;
            }
            part = json(gateway.get(path + "&cursor=" + part.getString("next")));
        }
    }

    private static JsonObject body(String id, String... files) {
        return new JsonObject().put("job_id", id).put("files", new JsonArray(List.of((Object[]) files)));
    }

    private static HttpResponse<String> post(JsonObject body) throws Exception {
        return post(body.encode());
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return gateway.post("/api/audio/batch", "application/json", body);
    }

    private static HttpResponse<String> quietly(JsonObject body) {
        try {
            return post(body);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject item(String batch, int index) {
        try {
            return json(gateway.get("/api/jobs/" + batch)).getJsonArray("items").getJsonObject(index);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int tracks() {
        return await(services.catalog().list(OwnerId.LOCAL, 10_000, null))
                .items()
                .size();
    }

    private static List<Job> jobsOf(String track) {
        TrackId id = TrackId.parse(track);
        return await(services.jobs().ofTracks(List.of(id))).getOrDefault(id, List.of());
    }

    private static Asset addAsset(TrackId track, AssetRole role, String name, String type) {
        UUID asset = UUID.randomUUID();
        String key = "tracks/" + track + "/attempt-1/" + name;
        Asset row = new Asset(asset, track, JobId.random(), role, name, type, key, "audio/wav", 10, "abc", 1);
        await(services.database().inTransaction(tx -> services.catalog().addAsset(tx, row)));
        return row;
    }
}
