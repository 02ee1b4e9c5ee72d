package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.analysis.LoudnessEstimate;
import io.soundforge.alchemy.contracts.analysis.Section;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.catalog.TrackDescription;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The studio's routes over real HTTP and a real PostgreSQL. */
class StudioRoutesTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static GatewayHarness gateway;

    @BeforeAll
    static void deploy() {
        gateway = new GatewayHarness(services);
    }

    @Test
    void loop_isEchoedListedReplacedAndDeleted() throws Exception {
        Track track = services.newTrack("looped");
        Asset stem = stem(track, "vocals");
        String path = "/api/tracks/" + track.id() + "/loops";
        JsonObject loop = new JsonObject()
                .put("id", "loop-1")
                .put("name", "Hook")
                .put("start", 1.5)
                .put("end", 3.0)
                .put("stems", new JsonArray().add(stem.id().toString()));

        HttpResponse<String> placed = post(path, loop.encode());
        post(path, "{\"id\":\"loop-2\",\"start\":0,\"end\":1}");
        post(path, loop.put("end", 4.0).encode());

        assertThat(placed.statusCode()).isEqualTo(200);
        assertThat(json(placed)).isEqualTo(loop.copy().put("end", 3.0));
        JsonArray loops = json(gateway.get(path)).getJsonArray("loops");
        assertThat(loops.getJsonObject(0)).isEqualTo(loop);
        assertThat(loops.getJsonObject(1).getString("id")).isEqualTo("loop-2");
        assertThat(gateway.delete(path + "/loop-1").statusCode()).isEqualTo(204);
        assertThat(gateway.delete(path + "/loop-1").statusCode()).isEqualTo(404);
        assertThat(json(gateway.get(path)).getJsonArray("loops")).hasSize(1);
    }

    @Test
    void cuePointAndLoopOfOneId_areTwoThings() throws Exception {
        String track = "/api/tracks/" + services.newTrack("marked").id();

        HttpResponse<String> point = post(
                track + "/cue-points",
                "{\"id\":\"1\",\"time\":2,\"label\":\"Here\",\"type\":\"drop\",\"color\":\"#f00\"}");
        post(track + "/loops", "{\"id\":\"1\",\"start\":0,\"end\":1}");

        assertThat(json(point).encode())
                .isEqualTo("{\"id\":\"1\",\"time\":2.0,\"label\":\"Here\",\"type\":\"drop\",\"color\":\"#f00\"}");
        assertThat(json(gateway.get(track + "/cue-points")).getJsonArray("cuePoints"))
                .containsExactly(json(point));
        assertThat(gateway.delete(track + "/cue-points/1").statusCode()).isEqualTo(204);
        assertThat(json(gateway.get(track + "/loops")).getJsonArray("loops")).hasSize(1);
    }

    @Test
    void arrangement_isReplacedAsAWhole() throws Exception {
        String path = "/api/tracks/" + services.newTrack("arranged").id() + "/arrangement";
        String section = "{\"id\":\"%s\",\"start\":0.0,\"end\":8.0,\"type\":\"verse\",\"color\":\"#abc\","
                + "\"label\":\"Verse 1\"}";
        String body = "{\"arrangement\":[" + section.formatted("a") + "," + section.formatted("b") + "]}";

        assertThat(gateway.get(path).body()).isEqualTo("{\"arrangement\":[]}");
        assertThat(post(path, body).body()).isEqualTo(body);
        assertThat(post(path, "{\"arrangement\":[" + section.formatted("c") + "]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.get(path).body()).isEqualTo("{\"arrangement\":[" + section.formatted("c") + "]}");
    }

    @Test
    void template_isKeptByName() throws Exception {
        String template = "{\"name\":\"Pop & Rock/1\",\"arrangement\":[{\"id\":\"a\",\"start\":0.0,\"end\":8.0,"
                + "\"type\":\"intro\",\"color\":\"#22c55e\",\"label\":\"Intro\"}]}";
        String path = "/api/arrangement-templates";

        assertThat(post(path, template).body()).isEqualTo(template);
        post(path, template);

        assertThat(gateway.get(path).body()).isEqualTo("{\"templates\":[" + template + "]}");
        assertThat(gateway.delete(path + "/Pop%20%26%20Rock%2F1").statusCode()).isEqualTo(204);
        assertThat(gateway.get(path).body()).isEqualTo("{\"templates\":[]}");
    }

    @Test
    void nameThatNoRowCanHold_isNotFound() throws Exception {
        String track = "/api/tracks/" + services.newTrack("nameless").id();

        for (String path : List.of(track + "/loops/", track + "/cue-points/", "/api/arrangement-templates/")) {
            assertThat(gateway.delete(path + "a%00b").statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void trackOfAClientsName_isFoundByIt() throws Exception {
        Track track = new Track(
                TrackId.random(),
                OwnerId.LOCAL,
                "named",
                null,
                null,
                null,
                "client:my-song",
                null,
                10.0,
                Instant.EPOCH);
        await(services.database().inTransaction(tx -> services.catalog().insert(tx, track)));

        post("/api/tracks/my-song/loops", "{\"id\":\"x\",\"start\":0,\"end\":1}");

        assertThat(json(gateway.get("/api/tracks/" + track.id() + "/loops")).getJsonArray("loops"))
                .hasSize(1);
    }

    @Test
    void whatLiesOutsideTheTrack_isRefused() throws Exception {
        Track track = services.newTrack("short");
        Asset foreign = stem(services.newTrack("other"), "vocals");
        await(services.database().inTransaction(tx -> services.catalog()
                .describe(tx, track.id(), new TrackDescription(null, null, null, null, 10.0))));
        String path = "/api/tracks/" + track.id();

        assertRefused(post(path + "/loops", "{\"start\":5,\"end\":11}"), "10.0 s; got 11.0");
        assertRefused(post(path + "/cue-points", "{\"time\":10.6}"), "time must lie within");
        assertRefused(post(path + "/arrangement", "{\"arrangement\":[{\"start\":0,\"end\":12}]}"), "end must lie");
        assertRefused(
                post(path + "/loops", "{\"start\":0,\"end\":1,\"stems\":[\"" + foreign.id() + "\"]}"),
                "this track's stems");
        assertThat(gateway.get(path + "/loops").body()).isEqualTo("{\"loops\":[]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/loops|{",
                "/loops|{}",
                "/cue-points|{\"time\":1,\"color\":\"javascript:x\"}",
                "/arrangement|[]",
                "/arrangement|{}",
            })
    void malformedItem_isRefusedWithAProblem(String path, String body) throws Exception {
        HttpResponse<String> response =
                post("/api/tracks/" + services.newTrack("strict").id() + path, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).getString("error")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/loops", "/cue-points", "/arrangement"})
    void unknownTrack_isNotFound(String path) throws Exception {
        String unknown = "/api/tracks/00000000-0000-0000-0000-000000000000" + path;
        String body = "{\"start\":0,\"end\":1,\"time\":0,\"arrangement\":[]}";

        assertThat(gateway.get(unknown).statusCode()).isEqualTo(404);
        assertThat(post(unknown, body).statusCode()).isEqualTo(404);
        assertThat(post("/api/tracks/..%2f..%2fetc" + path, body).statusCode()).isEqualTo(404);
    }

    @Test
    void bodyOverTheLimit_isRefused() throws Exception {
        String path = "/api/tracks/" + services.newTrack("large").id() + "/loops";

        assertThat(post(path, "{\"name\":\"" + "x".repeat(200_000) + "\"}").statusCode())
                .isEqualTo(413);
    }

    @Test
    void deletedTrack_takesEverythingAlong() throws Exception {
        Track track = services.newTrack("gone");
        String path = "/api/tracks/" + track.id();
        post(path + "/loops", "{\"start\":0,\"end\":1}");
        post(path + "/arrangement", "{\"arrangement\":[{\"start\":0,\"end\":1}]}");

        assertThat(gateway.delete(path).statusCode()).isEqualTo(204);

        assertThat(gateway.get(path + "/loops").statusCode()).isEqualTo(404);
        await(services.database().inTransaction(tx -> services.catalog().insert(tx, track)));
        assertThat(gateway.get(path + "/loops").body()).isEqualTo("{\"loops\":[]}");
        assertThat(gateway.get(path + "/arrangement").body()).isEqualTo("{\"arrangement\":[]}");
    }

    @Test
    void analysedTrack_hasAGuessedArrangement() throws Exception {
        Track track = services.newTrack("analysed");
        String path = "/api/analysis/arrangement?trackId=" + track.id();
        int before = gateway.get(path).statusCode();
        analyse(track, new Section(0, 4, "A"), new Section(4, 20, "B"), new Section(20, 36, "B"));

        assertThat(before).isEqualTo(404);
        assertThat(gateway.get(path).body())
                .isEqualTo("{\"arrangement\":[{\"start\":0.0,\"end\":4.0,\"type\":\"intro\",\"label\":\"Intro A\"},"
                        + "{\"start\":4.0,\"end\":20.0,\"type\":\"chorus\",\"label\":\"Chorus B\"},"
                        + "{\"start\":20.0,\"end\":36.0,\"type\":\"chorus\",\"label\":\"Chorus B\"}]}");
        assertRefused(gateway.get("/api/analysis/arrangement"), "trackId is required");
    }

    @Test
    void trackPage_findsEveryFieldThatItReads() throws Exception {
        Track track = services.newTrack("page");
        Asset stem = stem(track, "vocals");
        stem(services.newTrack("other"), "drums");

        JsonObject view = json(gateway.get("/api/tracks/" + track.id()));

        assertThat(view.fieldNames())
                .contains("id", "name", "artist", "album", "coverUrl", "bpm", "key", "duration", "audioUrl", "stems");
        JsonObject shown = view.getJsonArray("stems").getJsonObject(0);
        assertThat(shown.getString("id")).isEqualTo(stem.id().toString());
        assertThat(shown.getString("type")).isEqualTo("vocals");
        assertThat(shown.getString("url")).endsWith("/stems/" + stem.id());
        assertThat(shown.getString("color")).matches("#[0-9a-f]{6}");
    }

    private static void assertRefused(HttpResponse<String> response, String named) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).getString("error")).contains(named);
    }

    private static HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return gateway.post(path, "application/json", body);
    }

    private static void analyse(Track track, Section... sections) {
        TrackAnalysis analysis = new TrackAnalysis(
                36,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                new LoudnessEstimate(null, null, null),
                null,
                List.of(sections),
                List.of(),
                List.of(),
                Map.of());
        await(services.database()
                .inTransaction(tx -> services.catalog().putAnalysis(tx, track.id(), JobId.random(), analysis)));
    }

    private static Asset stem(Track track, String type) {
        Asset stem = new Asset(
                UUID.randomUUID(),
                track.id(),
                JobId.random(),
                AssetRole.STEM,
                type + ".flac",
                type,
                "tracks/" + track.id() + "/1/" + type,
                "audio/flac",
                1,
                "00",
                1);
        await(services.database().inTransaction(tx -> services.catalog().addAsset(tx, stem)));
        return stem;
    }
}
