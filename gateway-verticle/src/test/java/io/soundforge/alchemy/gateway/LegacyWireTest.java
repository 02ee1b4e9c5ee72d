package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole stories over the original's wire, as its client tells them, with workers behind a real queue. */
class LegacyWireTest {
    private static final String SPOTIFY_ID = "4uLU6hMCjMI75M1A2tKUQC";

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static GatewayHarness gateway;

    @BeforeAll
    static void deploy() {
        gateway = new GatewayHarness(services);
        new LegacyWorkers(services);
    }

    @Test
    void song_fromALinkToStemsAndFacts_underTheClientsOwnName() throws Exception {
        JsonObject accepted = accepted("/api/download/track", """
                {"trackId":"%s","spotifyUrl":"https://open.spotify.com/track/%s",
                 "trackInfo":{"title":"One","artist":"A","duration":"3:05"},
                 "autoProcess":true,"autoAnalyze":true,"separationOptions":{"extractDrums":false}}
                """.formatted(SPOTIFY_ID, SPOTIFY_ID));
        assertThat(accepted.fieldNames()).containsExactly("jobId", "trackId", "status", "message");
        assertThat(accepted.getString("trackId")).isEqualTo(SPOTIFY_ID);
        assertThat(accepted.getString("status")).isEqualTo("queued");

        JsonObject download = ended("/api/download/job/" + accepted.getString("jobId"));
        assertThat(download.getString("status")).isEqualTo("completed");
        assertThat(download.getDouble("progress")).isEqualTo(100);
        assertThat(download.getString("createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(gateway.get(download.getString("outputPath")).body())
                .isEqualTo("https://open.spotify.com/track/" + SPOTIFY_ID);
        assertThat(get("/api/download/track/" + SPOTIFY_ID)).isEqualTo(download);

        JsonObject separation = ended("/api/process/track/" + SPOTIFY_ID);
        assertThat(names(separation)).containsExactlyInAnyOrder("bass.mp3", "other.mp3", "vocals.mp3");
        assertThat(get("/api/process/job/" + separation.getString("id"))).isEqualTo(separation);

        patiently().until(() -> get("/api/analyze/track/" + SPOTIFY_ID).containsKey("bpm"));
        JsonObject analysis = get("/api/analyze/track/" + SPOTIFY_ID);
        assertThat(analysis.containsKey("status")).isFalse();
        assertThat(analysis.getString("trackId")).isEqualTo(SPOTIFY_ID);
        assertThat(analysis.getInteger("bpm")).isEqualTo(120);
        assertThat(analysis.getString("analyzedAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertNothingLeaks(download, separation, analysis);
    }

    @Test
    void downloadThatFails_endsAsAnErrorWithAText() throws Exception {
        String job = accepted("/api/download/track", link("fails", "broken")).getString("jobId");

        JsonObject ended = ended("/api/download/job/" + job);

        assertThat(ended.getString("status")).isEqualTo("error");
        assertThat(ended.getString("error")).isEqualTo("The source is broken.");
        assertThat(ended.getValue("outputPath")).isNull();
    }

    @Test
    void downloadWhoseLinkCouldNotBeRead_saysWhatWentWrongBeforeIt() throws Exception {
        String body = "{\"trackId\":\"unread\",\"spotifyUrl\":\"spotify:track:0000000000000000000001\"}";
        String job = accepted("/api/download/track", body).getString("jobId");

        assertThat(ended("/api/download/job/" + job).getString("error")).isEqualTo("The link names nothing.");
        assertThat(ended("/api/download/track/unread").getString("error")).isEqualTo("The link names nothing.");
    }

    @Test
    void newestJob_decidesWhereATrackStands() throws Exception {
        downloaded("twice");
        String second = accepted("/api/download/track", link("twice", "broken")).getString("jobId");
        ended("/api/download/job/" + second);

        JsonObject latest = get("/api/download/track/twice");

        assertThat(latest.getString("id")).isEqualTo(second);
        assertThat(latest.getString("status")).isEqualTo("error");
    }

    @Test
    void audioWithoutWork_isFileOnly() throws Exception {
        downloaded("untouched");

        for (String path : List.of("/api/process/track/untouched", "/api/analyze/track/untouched")) {
            JsonObject only = get(path);
            assertThat(only.fieldNames()).containsExactly("status", "trackId", "message", "audioUrl");
            assertThat(only.getString("status")).isEqualTo("file-only");
            assertThat(gateway.get(only.getString("audioUrl")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void twoSeparationsAtOnce_keepTheirStemsApart() throws Exception {
        downloaded("apart");
        String all =
                accepted("/api/process/separate", "{\"trackId\":\"apart\"}").getString("jobId");
        String some = accepted(
                        "/api/process/separate",
                        "{\"trackId\":\"apart\",\"options\":{\"extractBass\":false,\"extractOther\":false}}")
                .getString("jobId");
        JsonObject first = ended("/api/process/job/" + all);
        JsonObject second = ended("/api/process/job/" + some);

        assertThat(names(first)).hasSize(4);
        assertThat(names(second)).containsExactlyInAnyOrder("drums.mp3", "vocals.mp3");
        assertThat(first.getString("outputPath")).isNotEqualTo(second.getString("outputPath"));
        for (JsonObject job : List.of(first, second)) {
            for (Object stem : job.getJsonArray("stems")) {
                HttpResponse<String> file = gateway.get(((JsonObject) stem).getString("path"));
                assertThat(file.body()).endsWith(" of " + job.getString("id"));
                assertThat(file.headers().firstValue("content-type")).contains("audio/mpeg");
            }
        }
        assertThat(ended("/api/process/track/apart").getString("id")).isEqualTo(some);
    }

    @Test
    void stemByItsPlainName_isOneOfTheNewestSeparation() throws Exception {
        downloaded("named");
        String job = separated("named");

        String path = "/audio_data/named/stems/vocals.mp3";
        assertThat(gateway.get(path).body()).isEqualTo("vocals of " + job);
        assertThat(gateway.get(path, "Range", "bytes=0-5").body()).isEqualTo("vocals");
        assertThat(gateway.get("/audio_data/named/stems/piano.mp3").statusCode())
                .isEqualTo(404);
    }

    @Test
    void stemOfAnotherTracksJob_isNotFound() throws Exception {
        downloaded("mine-1");
        downloaded("yours-1");
        String job = separated("yours-1");

        assertThat(gateway.get("/audio_data/yours-1/stems/" + job + "/bass.mp3").statusCode())
                .isEqualTo(200);
        assertThat(gateway.get("/audio_data/mine-1/stems/" + job + "/bass.mp3").statusCode())
                .isEqualTo(404);
    }

    @Test
    void audioFile_hasRangesAndHead() throws Exception {
        downloaded("ranged");
        String path = "/audio_data/ranged/original.mp3";

        HttpResponse<String> head = gateway.send(gateway.builder(path).method("HEAD", BodyPublishers.noBody()));
        HttpResponse<String> part = gateway.get(path, "Range", "bytes=0-6");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("accept-ranges")).contains("bytes");
        assertThat(head.headers().firstValue("content-type")).contains("audio/mpeg");
        assertThat(head.headers().firstValue("cache-control")).contains("private, no-cache");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("http://");
        assertThat(gateway.get(path, "Range", "bytes=999-").statusCode()).isEqualTo(416);
    }

    @Test
    void rememberedSeparation_followsEveryLaterDownloadUntilForgotten() throws Exception {
        downloaded("loyal");
        accepted(
                "/api/process/separate",
                "{\"trackId\":\"loyal\",\"options\":{\"extractBass\":false,\"autoProcess\":true}}");
        // While it goes on, the next download's separation would be the same work.
        ended("/api/process/track/loyal");
        downloaded("loyal");

        patiently().until(() -> jobsOf("loyal", JobKind.SEPARATE).size() == 2);
        JsonObject repeated = ended("/api/process/track/loyal");
        assertThat(names(repeated)).containsExactlyInAnyOrder("drums.mp3", "other.mp3", "vocals.mp3");
        assertThat(repeated.getJsonObject("options").getBoolean("extractBass")).isFalse();

        accepted("/api/process/separate", "{\"trackId\":\"loyal\",\"options\":{\"autoProcess\":false}}");
        downloaded("loyal");
        assertThat(jobsOf("loyal", JobKind.SEPARATE)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/process/separate", "/api/analyze/analyze"})
    void pathFromTheClient_isNeverReadAndTheAnswerSaysSo(String path) throws Exception {
        downloaded("pathless");

        JsonObject accepted = accepted(path, "{\"trackId\":\"pathless\",\"inputPath\":\"/etc/passwd\"}");

        assertThat(accepted.getJsonArray("warnings")).singleElement().asString().startsWith("inputPath is ignored: ");
        String job = path.replaceFirst("[a-z]+$", "job/") + accepted.getString("jobId");
        assertThat(ended(job).getString("inputPath")).isEqualTo("/audio_data/pathless/original.mp3");
    }

    @Test
    void options_areEchoedOverTheDefaults() throws Exception {
        downloaded("echo");
        String job = accepted("/api/process/separate", """
                {"trackId":"echo","options":{"twoStems":false,"extractVocals":true,"shifts":3,"model":"spectral"}}
                """).getString("jobId");

        JsonObject options = get("/api/process/job/" + job).getJsonObject("options");

        assertThat(options.getString("model")).isEqualTo("spectral");
        assertThat(options.getInteger("shifts")).isEqualTo(3);
        assertThat(options.getBoolean("extractOther")).isTrue();
        assertThat(options.getBoolean("twoStems")).isFalse();
    }

    @Test
    void filesThatHaveGone_areErrorsInTheTracksView() throws Exception {
        downloaded("gone");
        separated("gone");
        Track track = track("gone");
        for (Asset asset :
                await(services.catalog().assetsOf(List.of(track.id()))).getOrDefault(track.id(), List.of())) {
            await(services.blobs().delete(asset.key()));
        }

        JsonObject download = get("/api/download/track/gone");
        JsonObject separation = get("/api/process/track/gone");

        assertThat(download.getString("status")).isEqualTo("error");
        assertThat(download.getString("error")).isEqualTo("Output file not found");
        assertThat(separation.getString("status")).isEqualTo("error");
        assertThat(separation.getString("error")).isEqualTo("Stems directory not found");
        assertThat(gateway.get("/audio_data/gone/original.mp3").statusCode()).isEqualTo(404);
    }

    @Test
    void jobOfAnotherKind_isNotFound() throws Exception {
        String download = downloaded("kinds");

        for (String path : List.of("/api/process/job/", "/api/analyze/job/")) {
            HttpResponse<String> response = gateway.get(path + download);
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(json(response).getString("error")).isEqualTo("Job not found");
        }
    }

    @Test
    void everyJob_endsOnceInTheJournal() throws Exception {
        downloaded("once");
        separated("once");

        List<JobEvent> ends = await(services.journal().since(track("once").id(), 0, 100)).stream()
                .filter(event -> event.job().state().terminal())
                .toList();

        assertThat(ends)
                .extracting(JobEvent::name)
                .containsExactly("download:job:completed", "processing:job:completed");
    }

    @Test
    void trackOfOurOwn_keepsItsIdOnThisWire() throws Exception {
        JsonObject imported = json(gateway.upload("file", "x.wav", "RIFF", "{\"autoProcess\":false}"));
        String id = imported.getJsonObject("track").getString("id");

        JsonObject download = ended("/api/download/track/" + id);

        assertThat(download.getString("trackId")).isEqualTo(id);
        assertThat(gateway.get("/audio_data/" + id + "/original.mp3").statusCode())
                .isEqualTo(200);
    }

    @Test
    void nameThatLooksLikeOurIds_isTheClientsOwn() throws Exception {
        String name = UUID.randomUUID().toString();
        downloaded(name);

        assertThat(get("/api/download/track/" + name).getString("trackId")).isEqualTo(name);
    }

    private static void assertNothingLeaks(JsonObject... answers) {
        Track track = track(SPOTIFY_ID);
        assertThat(Stream.of(answers).map(JsonObject::encode)).allSatisfy(text -> assertThat(text)
                .doesNotContain(
                        services.folder().toString(),
                        "tracks/" + track.id(),
                        track.id().toString()));
    }

    private static Track track(String name) {
        return Stream.of("client:" + name, "spotify:track:" + name)
                .map(id -> await(services.catalog().findExternal(OwnerId.LOCAL, id)))
                .flatMap(found -> found.stream())
                .findFirst()
                .orElseThrow();
    }

    private static List<Job> jobsOf(String name, JobKind kind) {
        Track track = track(name);
        return await(services.jobs().ofTracks(List.of(track.id()))).getOrDefault(track.id(), List.of()).stream()
                .filter(job -> job.kind() == kind)
                .toList();
    }

    /** Downloads a track from a link; the id of the job that has completed. */
    private static String downloaded(String name) throws Exception {
        String job = accepted("/api/download/track", link(name, "song")).getString("jobId");
        assertThat(ended("/api/download/job/" + job).getString("status")).isEqualTo("completed");
        return job;
    }

    private static String separated(String name) throws Exception {
        String job = accepted("/api/process/separate", "{\"trackId\":\"" + name + "\"}")
                .getString("jobId");
        assertThat(ended("/api/process/job/" + job).getString("status")).isEqualTo("completed");
        return job;
    }

    private static String link(String name, String file) {
        return "{\"trackId\":\"" + name + "\",\"spotifyUrl\":\"http://music.example/" + file + ".mp3\"}";
    }

    private static JsonObject accepted(String path, String body) throws Exception {
        HttpResponse<String> response = gateway.post(path, "application/json", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return json(response);
    }

    private static JsonObject get(String path) throws Exception {
        HttpResponse<String> response = gateway.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    /** A minute for a song that takes milliseconds: the machine may be busy with others. */
    private static ConditionFactory patiently() {
        return eventually().atMost(60, TimeUnit.SECONDS);
    }

    /** Asks until the job has ended, as the original's client does. */
    private static JsonObject ended(String path) throws Exception {
        eventually()
                .until(() -> List.of("completed", "error").contains(get(path).getString("status")));
        return get(path);
    }

    private static List<String> names(JsonObject separation) {
        JsonArray stems = separation.getJsonArray("stems");
        return stems.stream().map(stem -> ((JsonObject) stem).getString("name")).toList();
    }
}
