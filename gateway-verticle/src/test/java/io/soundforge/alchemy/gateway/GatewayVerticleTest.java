package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP edge over real HTTP, a real PostgreSQL, a real Redis and a real folder. */
class GatewayVerticleTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static GatewayHarness gateway;

    @BeforeAll
    static void deploy() {
        gateway = new GatewayHarness(services);
    }

    @Test
    void upload_isAcceptedWithATrackAndItsJobs() throws Exception {
        HttpResponse<String> response = gateway.upload("file", "../My Song.wav", "RIFF....", "{\"format\":\"wav\"}");

        assertThat(response.statusCode()).isEqualTo(202);
        JsonObject track = json(response).getJsonObject("track");
        assertThat(track.getString("name")).isEqualTo("My Song");
        assertThat(track.getString("status")).isEqualTo("pending");
        assertThat(track.getDouble("duration")).isEqualTo(1.5);
        assertThat(fields(json(response).getJsonArray("jobs"), "kind"))
                .containsExactly("download", "separate", "analyze");
        assertThat(fields(json(response).getJsonArray("jobs"), "status")).containsOnly("queued");
        assertThat(json(gateway.get("/api/tracks/" + track.getString("id")))).isEqualTo(track);
    }

    @Test
    void fileThatIsNoAudio_isRefusedAndLeavesNothing() throws Exception {
        List<Path> before = storedFiles();

        HttpResponse<String> response = gateway.upload("file", "x.mp3", "just text", "");

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(json(response).getString("code")).isEqualTo("unsupported_media");
        assertThat(json(response).getString("error")).isEqualTo(json(response).getString("detail"));
        assertThat(storedFiles()).isEqualTo(before);
    }

    @Test
    void fileOverTheLimit_isRefusedAndLeavesNothing() throws Exception {
        List<Path> before = storedFiles();

        HttpResponse<String> response =
                gateway.upload("file", "x.wav", "RIFF" + "x".repeat((int) GatewayHarness.MAX_UPLOAD), "");

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(json(response).getString("code")).isEqualTo("body_too_large");
        assertThat(storedFiles()).isEqualTo(before);
        assertThat(gateway.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void formWithoutTheFile_isRefused() throws Exception {
        HttpResponse<String> response = gateway.upload("attachment", "x.wav", "RIFF", "");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).getString("error")).contains("'file'").contains("attachment");
    }

    @Test
    void uploadWithBadOptions_isRefusedAndLeavesNothing() throws Exception {
        List<Path> before = storedFiles();

        HttpResponse<String> response = gateway.upload("file", "x.wav", "RIFF", "{\"format\":\"ogg\"}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).getString("error")).contains("wav, flac, mp3");
        assertThat(storedFiles()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|{|400",
                "application/json|{\"url\":\"ftp://x/y\"}|400",
                "text/plain|hello|415",
                "multipart/form-data|no boundary|400",
                "multipart/form-data; boundary=b|not a form|400",
                "multipart/form-data; boundary|not a form|400",
            })
    void malformedImport_isRefusedWithAProblem(String contentType, String body, int status) throws Exception {
        HttpResponse<String> response = gateway.post("/api/tracks", contentType, body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).getString("error")).isNotBlank();
    }

    @Test
    void jsonBodyOverTheLimit_isRefused() throws Exception {
        String body = "{\"url\":\"http://a.example/" + "x".repeat(100_000) + "\"}";

        assertThat(gateway.post("/api/tracks", "application/json", body).statusCode())
                .isEqualTo(413);
    }

    @Test
    void spotifyLinkPastedTwice_isOneTrack() throws Exception {
        String body = "{\"url\":\"https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC?si=1\"}";
        JsonObject first = json(gateway.post("/api/tracks", "application/json", body));
        JsonObject second = json(gateway.post("/api/tracks", "application/json", body));

        assertThat(second.getJsonObject("track").getString("id"))
                .isEqualTo(first.getJsonObject("track").getString("id"));
        assertThat(fields(second.getJsonArray("jobs"), "id")).isEqualTo(fields(first.getJsonArray("jobs"), "id"));
        assertThat(fields(first.getJsonArray("jobs"), "kind"))
                .containsExactly("resolve", "download", "separate", "analyze");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/tracks/00000000-0000-0000-0000-000000000000",
                "/api/tracks/nonsense",
                "/api/tracks/..%2f..%2fetc%2fpasswd",
                "/api/tracks/00000000-0000-0000-0000-000000000000/audio",
                "/api/jobs/00000000-0000-0000-0000-000000000000",
                "/api/nothing",
            })
    void whatIsNotThere_isNotFound(String path) throws Exception {
        HttpResponse<String> response = gateway.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).getString("code")).isEqualTo("not_found");
    }

    @Test
    void list_isPagedNewestFirst() throws Exception {
        String older = imported("older.wav");
        String newer = imported("newer.wav");

        JsonObject first = json(gateway.get("/api/tracks?limit=1"));
        JsonObject second = json(gateway.get("/api/tracks?limit=1&after=" + first.getString("next")));

        assertThat(fields(first.getJsonArray("tracks"), "id")).containsExactly(newer);
        assertThat(fields(second.getJsonArray("tracks"), "id")).containsExactly(older);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=x", "limit=9999", "after=%00", "after=garbage"})
    void badPage_isRefused(String query) throws Exception {
        assertThat(gateway.get("/api/tracks?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void deletedTrack_isGoneWithItsFiles() throws Exception {
        Track track = services.newTrack("to delete");
        Asset asset = store(track, "bytes");

        assertThat(gateway.delete("/api/tracks/" + track.id()).statusCode()).isEqualTo(204);

        assertThat(gateway.get("/api/tracks/" + track.id()).statusCode()).isEqualTo(404);
        assertThat(storedFiles()).noneMatch(file -> file.toString().contains(asset.key()));
    }

    @Test
    void cancelledJob_takesThoseThatWaitForItAlong() throws Exception {
        JsonObject imported = json(gateway.upload("file", "c.wav", "RIFF", ""));
        String download = fields(imported.getJsonArray("jobs"), "id").get(0);

        JsonObject cancelled = json(gateway.delete("/api/jobs/" + download));
        JsonObject track = json(
                gateway.get("/api/tracks/" + imported.getJsonObject("track").getString("id")));

        assertThat(cancelled.getString("status")).isEqualTo("cancelled");
        assertThat(fields(track.getJsonArray("jobs"), "status")).containsOnly("cancelled");
        assertThat(track.getString("status")).isEqualTo("error");
    }

    @Test
    void file_isServedWholeInPartAndNotAtAll() throws Exception {
        Track track = services.newTrack("with audio");
        store(track, "0123456789");
        String path = "/api/tracks/" + track.id() + "/audio";

        HttpResponse<String> whole = gateway.get(path);
        HttpResponse<String> part = gateway.get(path, "Range", "bytes=2-4");
        HttpResponse<String> none = gateway.get(path, "Range", "bytes=10-");
        HttpResponse<String> head = gateway.send(gateway.builder(path).method("HEAD", BodyPublishers.noBody()));
        HttpResponse<String> same = gateway.get(
                path, "If-None-Match", whole.headers().firstValue("etag").orElseThrow());

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo("0123456789");
        assertThat(whole.headers().firstValue("accept-ranges")).contains("bytes");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(part.headers().firstValue("content-range")).contains("bytes 2-4/10");
        assertThat(none.statusCode()).isEqualTo(416);
        assertThat(none.headers().firstValue("content-range")).contains("bytes */10");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-length")).contains("10");
        assertThat(same.statusCode()).isEqualTo(304);
    }

    @Test
    void pageOfAnotherOrigin_mayNotCall_butAListedOneMay() throws Exception {
        HttpResponse<String> foreign = gateway.get("/api/tracks", "Origin", "https://evil.example");
        HttpResponse<String> opaque = gateway.get("/api/tracks", "Origin", "null");
        HttpResponse<String> listed = gateway.get("/api/tracks", "Origin", "https://studio.example");
        HttpResponse<String> local = gateway.get("/api/tracks", "Origin", "http://localhost:8080");

        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(opaque.statusCode()).isEqualTo(403);
        assertThat(listed.headers().firstValue("access-control-allow-origin")).contains("https://studio.example");
        assertThat(local.statusCode()).isEqualTo(200);
        assertThat(local.headers().firstValue("access-control-allow-headers").orElse(""))
                .contains("Content-Type", "Range", "Prefer");
        assertThat(local.headers().firstValue("access-control-expose-headers").orElse(""))
                .contains("Content-Range", "Content-Disposition", "Retry-After");
    }

    @Test
    void page_isServedWithAPolicyThatItsScriptsObey() throws Exception {
        HttpResponse<String> page = gateway.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        String policy = page.headers().firstValue("content-security-policy").orElseThrow();
        assertThat(policy).contains("script-src 'self' 'sha256-").doesNotContain("script-src 'self' 'unsafe-inline'");
    }

    @Test
    void everyLibraryOfTheImportMap_isServed() throws Exception {
        String html = gateway.get("/").body();
        String map = html.substring(html.indexOf("<script type=\"importmap\">") + 25);
        JsonObject imports = new JsonObject(map.substring(0, map.indexOf("</script>"))).getJsonObject("imports");

        assertThat(imports.fieldNames()).isNotEmpty();
        for (String name : imports.fieldNames()) {
            String path = imports.getString(name);
            if (!path.endsWith("/")) {
                assertThat(gateway.get(path).statusCode()).as(path).isEqualTo(200);
            }
        }
    }

    @Test
    void healthAndConfiguration_areTold() throws Exception {
        JsonObject services = json(gateway.get("/health")).getJsonObject("services");

        assertThat(services.getString("postgres")).isEqualTo("up");
        assertThat(services.getString("redis")).isEqualTo("up");
        assertThat(gateway.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(json(gateway.get("/api/config")).getLong("maxUploadBytes")).isEqualTo(GatewayHarness.MAX_UPLOAD);
        assertThat(new JsonArray(gateway.get("/api/models").body())
                        .getJsonObject(0)
                        .getString("id"))
                .isEqualTo("spectral");
    }

    private static String imported(String fileName) throws IOException, InterruptedException {
        return json(gateway.upload("file", fileName, "RIFF", ""))
                .getJsonObject("track")
                .getString("id");
    }

    private static List<String> fields(JsonArray objects, String field) {
        return objects.stream()
                .map(object -> ((JsonObject) object).getString(field))
                .toList();
    }

    private static Asset store(Track track, String content) throws IOException {
        String key = AssetKeys.file(track.id(), "attempt-1", "original.wav");
        Asset asset = asset(track.id(), key, content.length());
        await(services.blobs().adopt(Files.writeString(services.folder().resolve("incoming"), content), key));
        await(services.database().inTransaction(tx -> services.catalog().addAsset(tx, asset)));
        return asset;
    }

    private static Asset asset(TrackId track, String key, long bytes) {
        return new Asset(
                UUID.randomUUID(),
                track,
                JobId.random(),
                AssetRole.ORIGINAL,
                "original.wav",
                "original",
                key,
                "audio/wav",
                bytes,
                "abc",
                1);
    }

    private static List<Path> storedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(services.folder())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
