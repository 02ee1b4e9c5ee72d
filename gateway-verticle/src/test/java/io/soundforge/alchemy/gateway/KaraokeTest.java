package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.analysis.LoudnessEstimate;
import io.soundforge.alchemy.contracts.analysis.NoteEvent;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.JobReader;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The karaoke routes over real HTTP, a real PostgreSQL and a real folder. */
class KaraokeTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static GatewayHarness gateway;
    private static Track song;

    @BeforeAll
    static void deployAndStoreASong() throws IOException {
        gateway = new GatewayHarness(services);
        song = services.newTrack("song");
        store(song, AssetRole.ORIGINAL, "original.flac", "original", "audio/flac", "0123456789");
        store(song, AssetRole.STEM, "vocals.flac", "vocals", "audio/flac", "la la la");
        analyse(song, List.of(new NoteEvent(69, 1.5, 2, 90)));
    }

    @Test
    void upload_isAJobWithTheNamesThatItsClientsKnow() throws Exception {
        HttpResponse<String> response = upload("../My Song.wav", "RIFF....");

        assertThat(response.statusCode()).isEqualTo(202);
        String id = json(response).getString("job_id");
        assertThat(json(response).getString("status")).isEqualTo("queued");
        assertThat(json(response).getString("original_filename")).isEqualTo("My Song.wav");
        assertThat(json(gateway.get("/api/status/" + id))).isEqualTo(json(response));
        assertThat(json(gateway.get("/api/tracks/" + id)).getString("name")).isEqualTo("My Song");
        JsonObject results = json(gateway.get("/api/results/" + id));
        assertThat(results.getValue("original")).isNull();
        assertThat(results.getJsonObject("stems")).isEmpty();
        assertThat(results.getJsonObject("transcription").getString("status")).isEqualTo("not_available");
    }

    @Test
    void uploadWithoutAFormat_asksForWav_butOptionsWin() throws Exception {
        String plain = json(upload("a.wav", "RIFF")).getString("job_id");
        String chosen = json(send("a.wav", "RIFF", "{\"format\":\"mp3\"}")).getString("job_id");

        assertThat(separationOf(plain)).contains("format=WAV");
        assertThat(separationOf(chosen)).contains("format=MP3");
    }

    @Test
    void fileThatIsNoAudio_isRefused() throws Exception {
        assertThat(upload("x.mp3", "just text").statusCode()).isEqualTo(415);
        assertThat(gateway.post("/api/process", "text/plain", "x").statusCode()).isEqualTo(415);
        assertThat(gateway.post("/api/process", "multipart/form-data", "x").statusCode())
                .isEqualTo(400);
        assertThat(upload("x.wav", "RIFF" + "x".repeat(150_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void results_holdWhatIsReady() throws Exception {
        JsonObject results = json(gateway.get("/api/results/" + song.id()));

        String vocals = results.getJsonObject("stems").getJsonObject("vocals").getString("url");
        assertThat(vocals).isEqualTo("/api/files/" + song.id() + "/stems/vocals.flac");
        assertThat(gateway.get(vocals).body()).isEqualTo("la la la");
        JsonObject files = results.getJsonObject("beat_analysis").getJsonObject("files");
        for (String name : files.fieldNames()) {
            assertThat(gateway.get(files.getString(name)).statusCode()).as(name).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"original.mp3", "original.flac"})
    void original_isServedUnderEitherName_wholeInPartAndNotAtAll(String name) throws Exception {
        String path = "/api/files/" + song.id() + "/" + name;

        HttpResponse<String> whole = gateway.get(path);
        HttpResponse<String> part = gateway.get(path, "Range", "bytes=2-4");
        HttpResponse<String> none = gateway.get(path, "Range", "bytes=10-");
        HttpResponse<String> head = gateway.send(gateway.builder(path).method("HEAD", BodyPublishers.noBody()));
        HttpResponse<String> same = gateway.get(
                path, "If-None-Match", whole.headers().firstValue("etag").orElseThrow());

        assertThat(whole.body()).isEqualTo("0123456789");
        assertThat(whole.headers().firstValue("content-type")).contains("audio/flac");
        assertThat(whole.headers().firstValue("cache-control")).contains("private, no-cache");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(none.statusCode()).isEqualTo(416);
        assertThat(head.headers().firstValue("content-length")).contains("10");
        assertThat(same.statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stems/vocals.wav", "stems/vocals.flac", "stems/%76ocals.wav"})
    void stem_isServedByItsTypeAndByItsRealName(String name) throws Exception {
        HttpResponse<String> stem = gateway.get("/api/files/" + song.id() + "/" + name);

        assertThat(stem.body()).isEqualTo("la la la");
        assertThat(stem.headers().firstValue("content-type")).contains("audio/flac");
    }

    @Test
    void document_isServedWholeAndInPart() throws Exception {
        String path = "/api/files/" + song.id() + "/beat_analysis/onsets.json";

        HttpResponse<String> whole = gateway.get(path);
        HttpResponse<String> part = gateway.get(path, "Range", "bytes=0-0");
        HttpResponse<String> head = gateway.send(gateway.builder(path).method("HEAD", BodyPublishers.noBody()));

        assertThat(json(whole)).isEqualTo(new JsonObject("{\"onset_count\":1,\"onsets\":[1.5]}"));
        assertThat(part.body()).isEqualTo("{");
        assertThat(head.headers().firstValue("content-length"))
                .contains(Integer.toString(whole.body().length()));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void whatWasNotFound_isNotFoundWithAReason() throws Exception {
        Track quiet = services.newTrack("quiet");
        String files = "/api/files/" + quiet.id();

        assertThat(error(files + "/beat_analysis/analysis.json")).contains("not there (yet)");
        analyse(quiet, List.of());

        assertThat(gateway.get(files + "/beat_analysis/analysis.json").statusCode())
                .isEqualTo(200);
        assertThat(error(files + "/beat_analysis/onsets.json")).contains("only silence");
        assertThat(error(files + "/transcription/transcription.json")).contains("no engine");
        assertThat(error(files + "/original.mp3")).contains("no such file (yet)");
    }

    @Test
    void trackOfSomebodyElse_isNotThere() throws Exception {
        Track theirs = new Track(
                TrackId.random(), new OwnerId("else"), "x", null, null, null, null, null, null, Instant.EPOCH);
        await(services.database().inTransaction(tx -> services.catalog().insert(tx, theirs)));
        store(theirs, AssetRole.ORIGINAL, "original.wav", "original", "audio/wav", "secret");

        for (String path : List.of("/api/status/", "/api/results/", "/api/files/")) {
            String file = path.endsWith("files/") ? "/original.mp3" : "";
            assertThat(gateway.get(path + theirs.id() + file).statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/status/nonsense",
                "GET /api/status/%00",
                "GET /api/status/..%2f..%2fetc%2fpasswd",
                "GET /api/status/%zz",
                "GET /api/status/%",
                "GET /api/status/{long}",
                "GET /api/results/00000000-0000-0000-0000-000000000000",
                "GET /api/results/%ff%fe",
                "GET /api/files/{id}",
                "GET /api/files/{id}/",
                "GET /api/files/{id}/..",
                "GET /api/files/{id}/../../../etc/passwd",
                "GET /api/files/{id}/..%2f..%2f..%2fetc%2fpasswd",
                "GET /api/files/{id}/%2e%2e/%2e%2e/etc/passwd",
                "GET /api/files/{id}/%252e%252e%252fetc",
                "GET /api/files/{id}/..\\..\\etc\\passwd",
                "GET /api/files/{id}/stems/../original.mp3x",
                "GET /api/files/{id}/stems/..%2foriginal.mp3",
                "GET /api/files/{id}/stems%2fvocals.wav",
                "GET /api/files/{id}/stems/vocals.wav%00",
                "GET /api/files/{id}/stems/%2576ocals.wav",
                "GET /api/files/{id}/stems/{long}",
                "GET /api/files/{id}/stems/canonical.f32",
                "GET /api/files/{id}/canonical.f32",
                "GET /api/files/{id}/beat_analysis/passwd",
                "GET /api/files/{id}/etc/passwd",
                "GET /api/files/{id}/stems/%zz",
                "DELETE /api/files/{id}/original.mp3",
                "GET /api/process",
                "GET /api/jobs/%00",
                "GET /api/jobs/{long}",
                "GET /api/jobs/..%2fx/results",
                "DELETE /api/jobs/%00",
            })
    void hostilePath_isRefused(String requestLine) throws Exception {
        String line = requestLine.replace("{id}", song.id().toString()).replace("{long}", "x".repeat(5000));

        assertThat(rawStatus(line)).as(line).isBetween(400, 499);
    }

    /** Sends a path as it is: an HTTP client would tidy it up. */
    private static int rawStatus(String requestLine) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                gateway.uri("/").getPort())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write((requestLine + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    private static HttpResponse<String> upload(String fileName, String content) throws Exception {
        return send(fileName, content, "{}");
    }

    private static HttpResponse<String> send(String fileName, String content, String options) throws Exception {
        String body = "--b\r\nContent-Disposition: form-data; name=\"options\"\r\n\r\n" + options
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: audio/wav\r\n\r\n" + content + "\r\n--b--\r\n";
        return gateway.post("/api/process", "multipart/form-data; boundary=b", body);
    }

    private static String error(String path) throws Exception {
        HttpResponse<String> response = gateway.get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        return json(response).getString("error");
    }

    private static String separationOf(String track) {
        TrackId id = TrackId.parse(track);
        return await(new JobReader(services.database()).newestArgs(List.of(id), JobKind.SEPARATE))
                .toString();
    }

    private static void analyse(Track track, List<NoteEvent> notes) {
        TrackAnalysis analysis = new TrackAnalysis(
                10,
                120.0,
                0.9,
                List.of(0.5, 1.0),
                List.of(0.5),
                "4/4",
                null,
                new LoudnessEstimate(null, null, null),
                null,
                List.of(),
                notes,
                List.of(),
                Map.of("notes", "only silence"));
        await(services.database()
                .inTransaction(tx -> services.catalog().putAnalysis(tx, track.id(), JobId.random(), analysis)));
    }

    private static void store(Track track, AssetRole role, String name, String type, String contentType, String content)
            throws IOException {
        String key = AssetKeys.file(track.id(), "attempt-1", name);
        Asset asset = new Asset(
                UUID.randomUUID(),
                track.id(),
                JobId.random(),
                role,
                name,
                type,
                key,
                contentType,
                content.length(),
                "abc",
                1);
        await(services.blobs().adopt(Files.writeString(services.folder().resolve("incoming"), content), key));
        await(services.database().inTransaction(tx -> services.catalog().addAsset(tx, asset)));
    }
}
