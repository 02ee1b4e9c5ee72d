package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.identity.SignInConfig;
import io.soundforge.alchemy.platform.uploads.UploadStore;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The TUS protocol over real HTTP, a real PostgreSQL and a real folder. */
class UploadRoutesTest {
    private static final String OCTETS = "application/offset+octet-stream";
    private static final int MOST_UNFINISHED = 5;

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static GatewayHarness gateway;

    @BeforeAll
    static void deploy() {
        IntakeConfig intake =
                new IntakeConfig(IntakeConfig.USUAL.quota(), Duration.ofHours(1), MOST_UNFINISHED, null, List.of());
        gateway = new GatewayHarness(services, intake, SignInConfig.open());
    }

    @AfterEach
    void removeUploads() {
        await(services.database().pool().query("delete from uploads").execute());
    }

    @Test
    void options_tellWhatIsSpoken() throws Exception {
        HttpResponse<String> answer =
                gateway.send(gateway.builder("/api/uploads").method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(header(answer, "Tus-Version")).isEqualTo("1.0.0");
        assertThat(header(answer, "Tus-Extension").split(","))
                .containsExactly("creation", "creation-with-upload", "termination", "checksum", "expiration");
        assertThat(header(answer, "Tus-Max-Size")).isEqualTo(Long.toString(GatewayHarness.MAX_UPLOAD));
        assertThat(header(answer, "Tus-Checksum-Algorithm")).isEqualTo("sha1,sha256");
    }

    @Test
    void preflight_allowsAndExposesTheHeadersOfTheProtocol() throws Exception {
        HttpResponse<String> answer = gateway.send(gateway.builder(
                        "/api/uploads", "Origin", "http://localhost:8080", "Access-Control-Request-Method", "PATCH")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(header(answer, "access-control-allow-headers"))
                .contains("Tus-Resumable", "Upload-Length", "Upload-Offset", "Upload-Metadata", "Upload-Checksum");
        assertThat(header(answer, "access-control-expose-headers"))
                .contains("Tus-Resumable", "Upload-Offset", "Upload-Length", "Location", "Alchemy-Track");
    }

    @Test
    void fileInParts_becomesATrackWithItsJobs() throws Exception {
        String upload = created(12, "filename " + base64("../Süß.wav") + ",options " + base64("{\"format\":\"wav\"}"));

        assertThat(header(patch(upload, 0, "RIFF"), "Upload-Offset")).isEqualTo("4");
        assertThat(offset(upload)).isEqualTo(4);
        assertThat(json(gateway.get(upload)).getString("status")).isEqualTo("uploading");
        HttpResponse<String> last = patch(upload, 4, "12345678");

        assertThat(last.statusCode()).isEqualTo(204);
        String track = header(last, "Alchemy-Track");
        assertThat(json(gateway.get("/api/tracks/" + track)).getString("name")).isEqualTo("Süß");
        JsonObject view = json(gateway.get(upload));
        assertThat(view.getString("status")).isEqualTo("imported");
        assertThat(view.getString("trackId")).isEqualTo(track);
        assertThat(Files.readString(await(services.blobs().local(AssetKeys.staged(TrackId.parse(track))))))
                .isEqualTo("RIFF12345678");
        assertThat(header(head(upload), "Alchemy-Track")).isEqualTo(track);
        assertThat(folderOf(upload)).doesNotExist();
        assertThat(await(services.jobs().ofTracks(List.of(TrackId.parse(track))))
                        .get(TrackId.parse(track)))
                .hasSize(3);
        assertThat(patch(upload, 12, "").statusCode()).isEqualTo(409);
    }

    @Test
    void creationWithTheWholeFile_isATrackAtOnce() throws Exception {
        HttpResponse<String> answer =
                post(BodyPublishers.ofString("RIFF...."), OCTETS, 8, "filename " + base64("a.wav"));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(header(answer, "Upload-Offset")).isEqualTo("8");
        assertThat(gateway.get("/api/tracks/" + header(answer, "Alchemy-Track")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void creationWithAPart_goesOnBehindIt() throws Exception {
        HttpResponse<String> answer = post(BodyPublishers.ofString("RIFF"), OCTETS, 8, "");
        String upload = header(answer, "Location");

        assertThat(header(answer, "Upload-Offset")).isEqualTo("4");
        assertThat(patch(upload, 4, "....").headers().firstValue("Alchemy-Track"))
                .isPresent();
    }

    @Test
    void head_tellsLengthMetadataAndExpiry_andIsNotKept() throws Exception {
        String metadata = "filename " + base64("a.wav") + ",is_confidential";
        HttpResponse<String> answer = head(created(100, metadata));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Upload-Length")).isEqualTo("100");
        assertThat(header(answer, "Upload-Metadata")).isEqualTo(metadata);
        assertThat(header(answer, "Upload-Expires")).endsWith("GMT");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @CsvSource({"0", "3", "5", "100"})
    void anotherOffset_isAConflict(long offset) throws Exception {
        String upload = created(8, "");
        patch(upload, 0, "RIFF");

        HttpResponse<String> answer = patch(upload, offset, "....");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).getString("error")).contains("must be 4").contains("got " + offset);
        assertThat(offset(upload)).isEqualTo(4);
    }

    @Test
    void moreThanAnnounced_isRefused() throws Exception {
        String upload = created(8, "");

        assertThat(patch(upload, 0, "RIFF......").statusCode()).isEqualTo(413);
        assertThat(offset(upload)).isZero();
        assertThat(patch(upload, 0, "RIFF....").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-1", "SHA-256"})
    void rightChecksum_isTaken_andAWrongOneKeepsNothing(String algorithm) throws Exception {
        String upload = created(8, "");
        String name = algorithm.toLowerCase(Locale.ROOT).replace("-", "");
        String right = name + " " + checksum(algorithm, "RIFF");

        HttpResponse<String> wrong = patch(upload, 0, "RIFX", "Upload-Checksum", right);

        assertThat(wrong.statusCode()).isEqualTo(460);
        assertThat(offset(upload)).isZero();
        assertThat(patch(upload, 0, "RIFF", "Upload-Checksum", right).statusCode())
                .isEqualTo(204);
        assertThat(offset(upload)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"md5 rL0Y20zC+Fzt72VPzMSk2A==", "sha1", "sha1 !!!", "sha1 AAAA", ""})
    void checksumThatIsNone_isRefused(String checksum) throws Exception {
        String upload = created(8, "");

        assertThat(patch(upload, 0, "RIFF", "Upload-Checksum", checksum).statusCode())
                .isEqualTo(400);
        assertThat(offset(upload)).isZero();
    }

    @Test
    void deletedUpload_isGoneWithItsBytes() throws Exception {
        String upload = created(8, "");
        patch(upload, 0, "RIFF");
        assertThat(folderOf(upload)).isDirectory();

        HttpResponse<String> answer =
                gateway.send(gateway.builder(upload, "Tus-Resumable", "1.0.0").DELETE());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(head(upload).statusCode()).isEqualTo(404);
        assertThat(folderOf(upload)).doesNotExist();
    }

    @Test
    void fileThatIsNoAudio_isRefusedAtItsEnd_andLeavesNothing() throws Exception {
        List<Path> before = storedFiles();
        String upload = created(8, "");

        HttpResponse<String> answer = patch(upload, 0, "no audio");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(head(upload).statusCode()).isEqualTo(404);
        assertThat(storedFiles()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Upload-Length|x|400",
                "Upload-Length|-1|400",
                "Upload-Length|0|400",
                "Upload-Length|99999999|413",
                "Upload-Length|9999999999999999999|400",
                "Upload-Defer-Length|1|400",
            })
    void badLength_isRefused(String header, String value, int status) throws Exception {
        HttpResponse<String> answer =
                gateway.send(gateway.builder("/api/uploads", "Tus-Resumable", "1.0.0", header, value)
                        .POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).getString("error")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"filename !!!", "a b c", "filename YQ==,filename YQ==", ",", "filename /w==", "options ezo="})
    void badMetadata_isRefused(String metadata) throws Exception {
        assertThat(post(BodyPublishers.noBody(), null, 8, metadata).statusCode())
                .isEqualTo(400);
    }

    @Test
    void anotherVersion_isToldTheRightOne() throws Exception {
        HttpResponse<String> answer = gateway.send(
                gateway.builder("/api/uploads", "Upload-Length", "8").POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(header(answer, "Tus-Version")).isEqualTo("1.0.0");
    }

    @Test
    void bodyOfAnotherType_isRefused() throws Exception {
        String upload = created(8, "");

        HttpResponse<String> answer = gateway.send(
                gateway.builder(upload, "Tus-Resumable", "1.0.0", "Upload-Offset", "0", "Content-Type", "text/plain")
                        .method("PATCH", BodyPublishers.ofString("RIFF")));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(offset(upload)).isZero();
    }

    @Test
    void methodInAHeader_isTaken() throws Exception {
        String upload = created(8, "");

        HttpResponse<String> answer = gateway.send(gateway.builder(
                        upload,
                        "Tus-Resumable",
                        "1.0.0",
                        "X-HTTP-Method-Override",
                        "PATCH",
                        "Upload-Offset",
                        "0",
                        "Content-Type",
                        OCTETS)
                .POST(BodyPublishers.ofString("RIFF")));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(offset(upload)).isEqualTo(4);
    }

    @Test
    void whileOneWrites_nobodyElseDoes() throws Exception {
        String upload = created(20, "");
        try (Socket first = open(patchHead(upload, 0, 20) + "RIFF")) {
            eventually().untilAsserted(() -> assertThat(patch(upload, 0, "RIFF").statusCode())
                    .isEqualTo(423));

            HttpResponse<String> second = patch(upload, 0, "RIFF");
            HttpResponse<String> deletion = gateway.send(
                    gateway.builder(upload, "Tus-Resumable", "1.0.0").DELETE());

            assertThat(header(second, "Retry-After")).isNotBlank();
            assertThat(deletion.statusCode()).isEqualTo(423);
            first.getOutputStream().write("................".getBytes(StandardCharsets.US_ASCII));
            first.getOutputStream().flush();
            eventually().untilAsserted(() -> assertThat(offset(upload)).isEqualTo(20));
        }
    }

    @Test
    void connectionThatBreaks_keepsWhatCame_andTheNextGoesOn() throws Exception {
        String upload = created(12, "");
        Socket socket = open(patchHead(upload, 0, 12) + "RIFF56");
        Path arrived = folderOf(upload).resolve("upload");
        eventually().until(() -> Files.exists(arrived) && Files.size(arrived) == 6);
        socket.close();

        eventually().untilAsserted(() -> assertThat(offset(upload)).isEqualTo(6));
        eventually().untilAsserted(() -> assertThat(patch(upload, 6, "789012").statusCode())
                .isEqualTo(204));
        TrackId track = TrackId.parse(upload.substring(upload.lastIndexOf('/') + 1));
        assertThat(Files.readString(await(services.blobs().local(AssetKeys.staged(track)))))
                .isEqualTo("RIFF56789012");
    }

    /** So early that nobody reads the body yet. */
    @Test
    void connectionThatBreaksAtOnce_letsTheNextWrite() throws Exception {
        String upload = created(12, "");
        open(patchHead(upload, 0, 12) + "RIFF56").close();

        eventually().untilAsserted(() -> {
            long offset = offset(upload);
            assertThat(patch(upload, offset, "RIFF56789012".substring((int) offset))
                            .statusCode())
                    .isEqualTo(204);
        });
    }

    @Test
    void creationThatBreaks_leavesNothing() throws Exception {
        List<Path> before = storedFiles();
        open("POST /api/uploads HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\nUpload-Length: 12\r\n"
                        + "Content-Type: " + OCTETS + "\r\nContent-Length: 12\r\n\r\nRIFF")
                .close();

        eventually().untilAsserted(() -> {
            assertThat(await(new UploadStore(services.database()).liveFolders()))
                    .isEmpty();
            assertThat(storedFiles()).isEqualTo(before);
        });
    }

    /** As after a crash between the last byte and the track. */
    @Test
    void fileThatWasNeverImported_isImportedWhenSomebodyLooks() throws Exception {
        String upload = created(8, "filename " + base64("late.wav"));
        UUID id = UUID.fromString(upload.substring(upload.lastIndexOf('/') + 1));
        patch(upload, 0, "RIFF");
        Files.writeString(folderOf(upload).resolve("upload"), "RIFF....");
        await(services.database()
                .pool()
                .preparedQuery("update uploads set received = 8 where id = $1")
                .execute(Tuple.of(id)));

        assertThat(header(head(upload), "Alchemy-Track")).isEqualTo(id.toString());
        assertThat(json(gateway.get("/api/tracks/" + id)).getString("name")).isEqualTo("late");
    }

    @Test
    void writerThatDied_isForgottenWhenItsLeaseEnds() throws Exception {
        String upload = created(8, "");
        UUID id = UUID.fromString(upload.substring(upload.lastIndexOf('/') + 1));
        await(services.database()
                .pool()
                .preparedQuery(
                        "update uploads set writer = $2, writer_until = now() - interval '1 second' where id = $1")
                .execute(Tuple.of(id, UUID.randomUUID())));

        assertThat(patch(upload, 0, "RIFF").statusCode()).isEqualTo(204);
    }

    @Test
    void expiredUpload_isGone_andSwept() throws Exception {
        String upload = created(8, "");
        await(services.database()
                .pool()
                .query("update uploads set expires_at = now() - interval '1 second'")
                .execute());
        UploadStore store = new UploadStore(services.database());

        assertThat(head(upload).statusCode()).isEqualTo(410);
        assertThat(patch(upload, 0, "RIFF").statusCode()).isEqualTo(410);
        assertThat(await(store.liveFolders())).isEmpty();
        assertThat(await(store.removeExpired())).isEqualTo(1);
        assertThat(head(upload).statusCode()).isEqualTo(404);
    }

    @Test
    void unfinishedUploadsOfAnOwner_areBounded() throws Exception {
        for (int i = 0; i < MOST_UNFINISHED; i++) {
            created(8, "");
        }

        HttpResponse<String> answer = post(BodyPublishers.noBody(), null, 8, "");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).getString("code")).isEqualTo("quota_exceeded");
        assertThat(json(gateway.get("/api/usage"))
                        .getJsonObject("unfinishedUploads")
                        .getInteger("limit"))
                .isEqualTo(MOST_UNFINISHED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2f..%2fetc%2fpasswd",
                "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "%00",
                "nonsense",
                "00000000-0000-0000-0000-000000000000",
                "-rf",
                "'%20or%201=1--"
            })
    void idThatMeansHarm_isNotFound(String id) throws Exception {
        List<Path> before = storedFiles();

        assertThat(gateway.get("/api/uploads/" + id).statusCode()).isEqualTo(404);
        assertThat(head("/api/uploads/" + id).statusCode()).isEqualTo(404);
        assertThat(patch("/api/uploads/" + id, 0, "RIFF").statusCode()).isEqualTo(404);
        assertThat(storedFiles()).isEqualTo(before);
    }

    private static String created(long length, String metadata) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(BodyPublishers.noBody(), null, length, metadata);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return header(answer, "Location");
    }

    private static HttpResponse<String> post(
            BodyPublisher body, @Nullable String contentType, long length, String metadata)
            throws IOException, InterruptedException {
        List<String> headers = new ArrayList<>(List.of("Tus-Resumable", "1.0.0", "Upload-Length", "" + length));
        if (!metadata.isEmpty()) {
            headers.addAll(List.of("Upload-Metadata", metadata));
        }
        if (contentType != null) {
            headers.addAll(List.of("Content-Type", contentType));
        }
        return gateway.send(
                gateway.builder("/api/uploads", headers.toArray(String[]::new)).POST(body));
    }

    private static HttpResponse<String> patch(String path, long offset, String body, String... more)
            throws IOException, InterruptedException {
        List<String> headers = new ArrayList<>(
                List.of("Tus-Resumable", "1.0.0", "Upload-Offset", "" + offset, "Content-Type", OCTETS));
        headers.addAll(List.of(more));
        return gateway.send(
                gateway.builder(path, headers.toArray(String[]::new)).method("PATCH", BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> head(String path) throws IOException, InterruptedException {
        return gateway.send(gateway.builder(path, "Tus-Resumable", "1.0.0").method("HEAD", BodyPublishers.noBody()));
    }

    private static long offset(String path) throws IOException, InterruptedException {
        return Long.parseLong(header(head(path), "Upload-Offset"));
    }

    private static String patchHead(String path, long offset, long length) {
        return "PATCH " + path + " HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: " + offset
                + "\r\nContent-Type: " + OCTETS + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static Socket open(String sent) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), gateway.uri("/").getPort());
        OutputStream out = socket.getOutputStream();
        out.write(sent.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow(() -> new AssertionError(name + " in " + answer));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String checksum(String algorithm, String text) throws Exception {
        byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(digest);
    }

    private static Path folderOf(String upload) {
        String id = upload.substring(upload.lastIndexOf('/') + 1);
        return services.folder().resolve("library/scratch").resolve(id + "-upload");
    }

    private static List<Path> storedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(services.folder())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
