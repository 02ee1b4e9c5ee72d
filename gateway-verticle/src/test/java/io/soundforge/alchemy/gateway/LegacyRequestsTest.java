package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the original's wire accepts, before anybody works: jobs stay queued here. */
class LegacyRequestsTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static GatewayHarness gateway;

    @BeforeAll
    static void deploy() {
        gateway = new GatewayHarness(services);
    }

    @Test
    void downloadUnderWay_isShownAndNotRepeated() throws Exception {
        String body = "{\"trackId\":\"again\",\"spotifyUrl\":\"http://music.example/a.mp3\",\"autoProcess\":true}";
        JsonObject first = accepted("/api/download/track", body);
        JsonObject second = accepted("/api/download/track", body);

        assertThat(second.getString("jobId")).isEqualTo(first.getString("jobId"));
        assertThat(first.containsKey("warnings")).isFalse();
        assertThat(second.getJsonArray("warnings")).singleElement().asString().contains("under way");
    }

    @Test
    void downloadsOfOneTrackAtOnce_areOneTrackAndOneJob() {
        String body = "{\"trackId\":\"crowd\",\"spotifyUrl\":\"http://music.example/a.mp3\"}";
        List<Future<JsonObject>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(services.vertx().executeBlocking(() -> accepted("/api/download/track", body), false));
        }

        Set<String> jobs = new HashSet<>();
        answers.forEach(answer -> jobs.add(await(answer).getString("jobId")));

        assertThat(jobs).hasSize(1);
        Track track = await(services.catalog().findExternal(OwnerId.LOCAL, "client:crowd"))
                .orElseThrow();
        assertThat(await(services.jobs().ofTracks(List.of(track.id()))).get(track.id()))
                .hasSize(1);
    }

    @Test
    void workUnderWay_isShownAndNotRepeated_butOtherOptionsAreOtherWork() throws Exception {
        trackWithAudio("busy");
        String body = "{\"trackId\":\"busy\"}";

        assertThat(accepted("/api/analyze/analyze", body).getString("jobId"))
                .isEqualTo(accepted("/api/analyze/analyze", body).getString("jobId"));
        String first = accepted("/api/process/separate", body).getString("jobId");
        assertThat(accepted("/api/process/separate", body).getString("jobId")).isEqualTo(first);
        String other = "{\"trackId\":\"busy\",\"options\":{\"extractDrums\":false}}";
        assertThat(accepted("/api/process/separate", other).getString("jobId")).isNotEqualTo(first);
        JsonObject progress = json(gateway.get("/api/analyze/track/busy"));
        assertThat(progress.fieldNames()).containsExactly("status", "progress", "message", "jobId");
        assertThat(progress.getString("status")).isEqualTo("queued");
    }

    @Test
    void cancelledJob_isAnErrorWithAText() throws Exception {
        String job = accepted(
                        "/api/download/track",
                        "{\"trackId\":\"stopped\",\"spotifyUrl\":\"http://music.example/a.mp3\"}")
                .getString("jobId");
        await(services.jobs().cancel(JobId.parse(job)));

        JsonObject view = json(gateway.get("/api/download/job/" + job));

        assertThat(view.getString("status")).isEqualTo("error");
        assertThat(view.getString("error")).isNotBlank();
        assertThat(view.getDouble("progress")).isEqualTo(0);
        assertThat(view.containsKey("completedAt")).isTrue();
    }

    @Test
    void optionsThatMeanNothing_areKeptHoweverStrange() throws Exception {
        trackWithAudio("strange");
        String options = "{\"huge\":1e999,\"long\":" + "9".repeat(500) + ",\"deep\":" + "[".repeat(60) + "]".repeat(60)
                + ",\"half\":\"\\ud800\",\"🎵\":null,\"inputPath\":\"/etc/passwd\"}";

        String job = accepted("/api/process/separate", "{\"trackId\":\"strange\",\"options\":" + options + "}")
                .getString("jobId");

        HttpResponse<String> view = gateway.get("/api/process/job/" + job);
        assertThat(view.statusCode()).isEqualTo(200);
        assertThat(json(view).getJsonObject("options").fieldNames()).contains("huge", "long", "deep", "half");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/process/separate|{\"trackId\":\"nobody\"}|404|Track file not found. Download the track first.",
                "/api/analyze/analyze|{\"trackId\":\"nobody\"}|404|Track file not found. Download the track first.",
                "/api/process/separate|{\"trackId\":\"empty\"}|404|Track file not found. Download the track first.",
                "/api/process/separate|{\"options\":{}}|400|Track ID is required",
                "/api/analyze/analyze|{}|400|Track ID is required",
                "/api/download/track|{\"trackId\":\"a\"}|400|Spotify URL or track info is required",
                "/api/models/download|{}|400|Model name is required",
                "/api/process/models/download|{\"modelName\":7}|400|Model name is required",
                "/api/process/separate|{\"trackId\":\"full\",\"options\":{\"model\":\"mdx_extra\"}}|400"
                        + "|no such model is installed: 'mdx_extra'; installed are spectral",
                "/api/download/track|{\"trackId\":\"new\",\"trackInfo\":{\"title\":\"x\"},\"separationOptions\":"
                        + "{\"model\":\"mdx_extra\"}}|400|no such model is installed: 'mdx_extra'; installed are spectral",
                "/api/models/download|{\"modelName\":\"mdx_extra\"}|400|there is no model 'mdx_extra'; the models are spectral",
            })
    void whatCannotBe_isRefusedInKnownWords(String path, String body, int status, String error) throws Exception {
        trackWithAudio("full");
        insert("empty");

        HttpResponse<String> response = gateway.post(path, "application/json", body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).getString("error")).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/download/job/00000000-0000-0000-0000-000000000000|Job not found",
                "/api/process/job/nonsense|Job not found",
                "/api/analyze/job/-1|Job not found",
                "/api/download/track/nobody|No download jobs found for this track",
                "/api/download/track/empty|No download jobs found for this track",
                "/api/process/track/nobody|No processing jobs or audio file found for this track",
                "/api/process/track/empty|No processing jobs or audio file found for this track",
                "/api/analyze/track/nobody|No analysis jobs or audio file found for this track",
                "/api/analyze/track/empty|No analysis jobs or audio file found for this track",
            })
    void whatIsNotThere_isNotFoundInKnownWords(String path, String error) throws Exception {
        insert("empty");

        HttpResponse<String> response = gateway.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).getString("error")).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/models", "/api/process/models"})
    void models_areABareArrayWithOldAndNewFields(String path) throws Exception {
        JsonObject model = new JsonArray(gateway.get(path).body()).getJsonObject(0);

        assertThat(model.fieldNames())
                .contains("id", "name", "description", "version", "url", "isDefault", "internal", "installed")
                .contains("stems", "preview", "hint");
        assertThat(model.getString("version")).isEqualTo("test");
        assertThat(model.getBoolean("installed")).isTrue();
    }

    @Test
    void modelThatIsInstalled_isDownloadedAlready() throws Exception {
        HttpResponse<String> response =
                gateway.post("/api/models/download", "application/json", "{\"modelName\":\"spectral\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).getBoolean("success")).isTrue();
        assertThat(json(response).getString("message")).contains("spectral");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/download/health", "/api/process/health", "/api/analyze/health"})
    void services_sayThatTheyAreWell(String path) throws Exception {
        HttpResponse<String> response = gateway.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response)).isEqualTo(new JsonObject().put("status", "ok"));
    }

    @Test
    void healthAndConfiguration_haveTheFieldsOfTheOriginal() throws Exception {
        JsonObject health = json(gateway.get("/health"));

        assertThat(health.getString("status")).isEqualTo("ok");
        assertThat(health.getJsonObject("services").getString("apiGateway")).isEqualTo("up");
        assertThat(health.getJsonObject("services").getString("redis")).isEqualTo("up");
        assertThat(health.getJsonObject("services").getString("supabase")).isEqualTo("down");
        assertThat(json(gateway.get("/api/config")).fieldNames()).contains("supabaseUrl", "supabaseAnonKey");
        assertThat(gateway.get("/health/ready").statusCode()).isEqualTo(200);
    }

    private static JsonObject accepted(String path, String body) throws Exception {
        HttpResponse<String> response = gateway.post(path, "application/json", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return json(response);
    }

    private static Track insert(String name) {
        String externalId = "client:" + name;
        return await(services.catalog().findExternal(OwnerId.LOCAL, externalId)).orElseGet(() -> {
            Instant now = Instant.parse("2026-01-02T03:04:05Z");
            Track track =
                    new Track(TrackId.random(), OwnerId.LOCAL, name, null, null, null, externalId, null, null, now);
            return await(services.database()
                    .inTransaction(tx -> services.catalog().insert(tx, track).map(track)));
        });
    }

    private static void trackWithAudio(String name) {
        Track track = insert(name);
        Asset original = new Asset(
                UUID.randomUUID(),
                track.id(),
                JobId.random(),
                AssetRole.ORIGINAL,
                "a.mp3",
                "original",
                "tracks/" + track.id() + "/a/a.mp3",
                "audio/mpeg",
                1,
                "ab",
                1);
        await(services.database().inTransaction(tx -> services.catalog().addAsset(tx, original)));
    }
}
