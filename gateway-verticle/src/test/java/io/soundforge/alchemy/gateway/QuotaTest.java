package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.identity.Issuer;
import io.soundforge.alchemy.platform.identity.SignInConfig;
import io.soundforge.alchemy.platform.uploads.OwnerQuota;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much one owner may have, counted by a real PostgreSQL. */
class QuotaTest {
    private static final long BYTES = 1000;
    private static final int TRACKS = 4;

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static GatewayHarness gateway;
    private static Issuer issuer;

    /** Each test has an owner of its own. */
    private String token;

    @BeforeAll
    static void deploy() {
        issuer = new Issuer(services.vertx());
        IntakeConfig intake = new IntakeConfig(new OwnerQuota(BYTES, TRACKS), Duration.ofHours(1), 20, null, List.of());
        gateway = new GatewayHarness(services, intake, new SignInConfig(Issuer.URL, Issuer.SECRET, null, null));
    }

    @BeforeEach
    void newOwner() {
        token = issuer.withSecret(
                Issuer.SECRET, Issuer.claims().put("sub", UUID.randomUUID().toString()));
    }

    @Test
    void nothing_isUsedAtFirst() throws Exception {
        JsonObject usage = usage();

        assertThat(usage.getJsonObject("bytes"))
                .isEqualTo(new JsonObject().put("used", 0).put("limit", BYTES));
        assertThat(usage.getJsonObject("tracks"))
                .isEqualTo(new JsonObject().put("used", 0).put("limit", TRACKS));
    }

    @Test
    void uploads_countFromTheirArrivalOn() throws Exception {
        upload(400);

        assertThat(usage().getJsonObject("bytes").getLong("used")).isEqualTo(400);
        assertThat(usage().getLong("pendingBytes")).isEqualTo(400);
        assertThat(usage().getJsonObject("tracks").getLong("used")).isEqualTo(1);
    }

    @Test
    void originalsAndStems_count_andOtherAssetsDoNot() throws Exception {
        TrackId track = TrackId.parse(json(upload(100)).getJsonObject("track").getString("id"));
        add(track, AssetRole.ORIGINAL, 100);
        add(track, AssetRole.STEM, 30);
        add(track, AssetRole.STEM, 40);
        add(track, AssetRole.CANONICAL, 5000);
        add(track, AssetRole.EXPORT, 5000);

        JsonObject usage = usage();

        assertThat(usage.getJsonObject("bytes").getLong("used")).isEqualTo(170);
        assertThat(usage.getLong("storedBytes")).isEqualTo(170);
        assertThat(usage.getLong("pendingBytes")).isZero();
    }

    @Test
    void fileThatDoesNotFit_isRefusedWithTheNumbers_andLeavesNothing() throws Exception {
        upload(600);
        List<Path> before = storedFiles();

        HttpResponse<String> answer = upload(500);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).getString("code")).isEqualTo("quota_exceeded");
        assertThat(json(answer).getString("error")).contains("1000 bytes", "600 are used", "more were wanted");
        assertThat(storedFiles()).isEqualTo(before);
        assertThat(upload(400).statusCode()).isEqualTo(202);
    }

    @Test
    void formThatIsTooLargeByItsLength_isRefusedBeforeItIsRead() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), gateway.uri("/").getPort())) {
            socket.setSoTimeout(30_000);
            String head = "POST /api/tracks HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 90000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();

            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();

            assertThat(status).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void tracks_areCountedToo_whateverTheyComeFrom() throws Exception {
        for (int i = 0; i < TRACKS; i++) {
            assertThat(link("https://music.example/" + i + ".mp3").statusCode()).isEqualTo(202);
        }

        HttpResponse<String> link = link("https://music.example/more.mp3");

        assertThat(link.statusCode()).isEqualTo(413);
        assertThat(json(link).getString("error")).contains("4 tracks", "4 are used", "1 more");
        assertThat(upload(10).statusCode()).isEqualTo(413);
        assertThat(tus(10).statusCode()).isEqualTo(413);
        assertThat(post("/api/download/track", "{\"trackId\":\"old\",\"spotifyUrl\":\"http://music.example/a.mp3\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void uploadsInParts_reserveTheirLength() throws Exception {
        String upload = tus(700).headers().firstValue("Location").orElseThrow();

        assertThat(usage().getJsonObject("bytes").getLong("used")).isEqualTo(700);
        assertThat(tus(301).statusCode()).isEqualTo(413);
        assertThat(upload(301).statusCode()).isEqualTo(413);
        assertThat(tus(300).statusCode()).isEqualTo(201);
        HttpResponse<String> whole = gateway.send(gateway.builder(
                        upload,
                        "Authorization",
                        "Bearer " + token,
                        "Tus-Resumable",
                        "1.0.0",
                        "Upload-Offset",
                        "0",
                        "Content-Type",
                        "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.ofString("RIFF" + "x".repeat(696))));
        assertThat(whole.statusCode()).isEqualTo(204);
        assertThat(usage().getJsonObject("bytes").getLong("used")).isEqualTo(1000);
    }

    @Test
    void uploadsInParts_areTheirOwnersOnly() throws Exception {
        String upload = tus(10).headers().firstValue("Location").orElseThrow();
        String mine = token;
        newOwner();

        for (String method : List.of("HEAD", "DELETE", "GET")) {
            assertThat(gateway.send(gateway.builder(
                                            upload, "Authorization", "Bearer " + token, "Tus-Resumable", "1.0.0")
                                    .method(method, BodyPublishers.noBody()))
                            .statusCode())
                    .as(method)
                    .isEqualTo(404);
        }
        assertThat(gateway.get(upload, "Authorization", "Bearer " + mine).statusCode())
                .isEqualTo(200);
    }

    @Test
    void manyAtOnce_neverGetMoreThanThereIs() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> senders = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                senders.add(() -> upload(450).statusCode());
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : threads.invokeAll(senders)) {
                statuses.add(status.get());
            }

            assertThat(statuses).filteredOn(status -> status == 202).hasSize(2);
            assertThat(statuses).filteredOn(status -> status == 413).hasSize(6);
            assertThat(usage().getJsonObject("bytes").getLong("used")).isEqualTo(900);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoRunsTheServer_hasNoQuota() throws Exception {
        token = issuer.withSecret(
                Issuer.SECRET,
                new JsonObject()
                        .put("role", "service_role")
                        .put("exp", Instant.now().getEpochSecond() + 600));

        assertThat(upload(2000).statusCode()).isEqualTo(202);
        assertThat(usage().getJsonObject("bytes").getValue("limit")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--b\r\n",
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nRIFF",
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nRIFF\r\n--b",
                "--b\r\nContent-Disposition: form-data; name=\"options\"\r\n\r\n{",
            })
    void formThatIsCutAnywhere_leavesNothing(String sent) throws Exception {
        List<Path> before = storedFiles();
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), gateway.uri("/").getPort())) {
            String head = "POST /api/tracks HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 900\r\n\r\n" + sent;
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            if (sent.contains("RIFF")) {
                eventually().until(() -> storedFiles().size() > before.size());
            }
        }

        eventually().untilAsserted(() -> {
            assertThat(storedFiles()).isEqualTo(before);
            try (Stream<Path> scratch = Files.list(services.folder().resolve("library/scratch"))) {
                assertThat(scratch)
                        .noneMatch(folder -> folder.getFileName().toString().startsWith("upload-"));
            }
        });
        assertThat(usage().getJsonObject("tracks").getLong("used")).isZero();
    }

    private HttpResponse<String> upload(int bytes) throws IOException, InterruptedException {
        String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nRIFF"
                + "x".repeat(bytes - 4) + "\r\n--b--\r\n";
        return gateway.send(gateway.builder(
                        "/api/tracks",
                        "Authorization",
                        "Bearer " + token,
                        "Content-Type",
                        "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> tus(int bytes) throws IOException, InterruptedException {
        return gateway.send(gateway.builder(
                        "/api/uploads",
                        "Authorization",
                        "Bearer " + token,
                        "Tus-Resumable",
                        "1.0.0",
                        "Upload-Length",
                        Integer.toString(bytes))
                .POST(BodyPublishers.noBody()));
    }

    private HttpResponse<String> link(String url) throws IOException, InterruptedException {
        return post("/api/tracks", "{\"url\":\"" + url + "\"}");
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return gateway.send(
                gateway.builder(path, "Authorization", "Bearer " + token, "Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private JsonObject usage() throws IOException, InterruptedException {
        return json(gateway.get("/api/usage", "Authorization", "Bearer " + token));
    }

    private static void add(TrackId track, AssetRole role, long bytes) {
        Asset asset = new Asset(
                UUID.randomUUID(), track, JobId.random(), role, "a", "a", "tracks/a", "audio/wav", bytes, "abc", 1);
        await(services.database().inTransaction(tx -> services.catalog().addAsset(tx, asset)));
    }

    private static List<Path> storedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(services.folder())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
