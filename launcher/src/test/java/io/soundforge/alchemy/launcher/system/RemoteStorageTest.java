package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.mesh.MeshStarter;
import io.soundforge.alchemy.launcher.server.HostedServer;
import io.soundforge.alchemy.platform.storage.object.FakeS3;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journey of one song through a mesh that keeps its files in a bucket, compared with one that keeps them here. */
class RemoteStorageTest {
    private static final String OPTIONS = "{\"format\":\"wav\",\"bitDepth\":\"32f\"}";

    @TempDir
    Path folder;

    private final FakeS3 s3 = new FakeS3();

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void songInABucket_givesTheSameBytesAsOnThisDisk() throws Exception {
        Path song = Songs.start(folder.resolve("song.wav"), 4);
        Map<String, byte[]> here = new TreeMap<>();
        try (HostedServer server = server("local", Map.of())) {
            ApiClient client = new ApiClient(server.address());
            here.putAll(files(client, client.settled(client.upload(song, OPTIONS))));
        }
        s3.place("in box/söng+1.wav", Files.readAllBytes(song));
        try (HostedServer server = server("remote", bucket())) {
            ApiClient client = new ApiClient(server.address());
            String id = client.upload(song, OPTIONS);
            JsonObject track = client.settled(id);

            assertThat(track.getString("status")).as(track.encode()).isEqualTo("ready");
            Map<String, byte[]> there = files(client, track);
            assertThat(there).containsOnlyKeys(here.keySet());
            there.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(here.get(name)));
            assertThat(folder.resolve("remote/audio/blobs"))
                    .satisfiesAnyOf(blobs -> assertThat(blobs).doesNotExist(), blobs -> assertThat(blobs)
                            .isEmptyDirectory());
            assertThat(s3.names()).anyMatch(name -> name.startsWith("tracks/" + id));
            assertThat(s3.unfinishedUploads()).isZero();
            assertThat(part(client, track.getString("audioUrl"))).isEqualTo(slice(here, 100, 200));
            assertThat(new JsonObject(client.text("/health"))
                            .getJsonObject("services")
                            .getString("storage"))
                    .isEqualTo("up");
            String taken = client.importLink("s3://" + FakeS3.BUCKET + "/in box/söng+1.wav");
            JsonObject imported = client.settled(taken);
            assertThat(imported.getString("status")).as(imported.encode()).isEqualTo("ready");
            assertThat(imported.getString("name")).isEqualTo("söng+1");
            assertThat(client.bytes(imported.getString("audioUrl"))).isEqualTo(here.get("original"));
            assertThat(refusal(client, "s3://others/song.wav")).contains("address_refused", "INPUT_BUCKETS");
            assertThat(refusal(client, "s3://" + FakeS3.BUCKET + "/../others/a"))
                    .contains("invalid_request");
            assertThat(client.delete("/api/tracks/" + id)).isEqualTo(204);
            assertThat(s3.names()).noneMatch(name -> name.startsWith("tracks/" + id));
        }
    }

    @Test
    void clients_areSentToTheBucket_ifTheyMayBe() throws Exception {
        Path song = Songs.start(folder.resolve("song.wav"), 1);
        Map<String, String> keys = new HashMap<>(bucket());
        keys.put("STORAGE_REDIRECT", "true");
        try (HostedServer server = server("redirecting", keys)) {
            ApiClient client = new ApiClient(server.address());
            JsonObject track = client.settled(client.upload(song, "{\"autoProcess\":false}"));
            HttpRequest request = HttpRequest.newBuilder(client.uri(track.getString("audioUrl")))
                    .build();

            HttpResponse<byte[]> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());

            assertThat(answer.statusCode()).isEqualTo(302);
            String link = answer.headers().firstValue("location").orElseThrow();
            assertThat(link).startsWith(s3.url().toString());
            HttpRequest there = HttpRequest.newBuilder(URI.create(link)).build();
            assertThat(HttpClient.newHttpClient()
                            .send(there, HttpResponse.BodyHandlers.ofByteArray())
                            .body())
                    .isEqualTo(Files.readAllBytes(song));
        }
    }

    private Map<String, String> bucket() {
        return Map.of(
                "STORAGE", "s3",
                "STORAGE_BUCKET", FakeS3.BUCKET,
                "S3_ENDPOINT", s3.url().toString(),
                "S3_REGION", FakeS3.REGION,
                "S3_ACCESS_KEY_ID", FakeS3.ACCESS_KEY_ID,
                "S3_SECRET_ACCESS_KEY", FakeS3.SECRET_ACCESS_KEY,
                "INPUT_BUCKETS", "s3://" + FakeS3.BUCKET);
    }

    private HostedServer server(String data, Map<String, String> keys) throws Exception {
        return HostedServer.start(
                ConfigReader.read(new HashMap<>(keys)).onPort(0),
                new DataFolder(PreparedData.in(folder.resolve(data))),
                List.of(),
                new MeshStarter());
    }

    /** Original and stems by what they are. */
    private static Map<String, byte[]> files(ApiClient client, JsonObject track) throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("original", client.bytes(track.getString("audioUrl")));
        for (Object each : track.getJsonArray("stems")) {
            JsonObject stem = (JsonObject) each;
            files.put(stem.getString("type"), client.bytes(stem.getString("url")));
        }
        assertThat(files).hasSize(5);
        return files;
    }

    private static String refusal(ApiClient client, String link) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(client.uri("/api/tracks"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("url", link).encode()))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        return answer.body();
    }

    private static byte[] part(ApiClient client, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(client.uri(path))
                .header("Range", "bytes=100-199")
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(206);
        return answer.body();
    }

    private static byte[] slice(Map<String, byte[]> files, int from, int to) {
        return java.util.Arrays.copyOfRange(files.getOrDefault("original", new byte[0]), from, to);
    }
}
