package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A client of a running server, as small as the tests need it. */
final class ApiClient {
    static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Set<String> SETTLED = Set.of("ready", "partial", "error");

    private final URI server;
    private final HttpClient http = HttpClient.newHttpClient();

    ApiClient(URI server) {
        this.server = server;
    }

    URI uri(String path) {
        return server.resolve(path);
    }

    /** Uploads; answers the track's id. */
    String upload(Path file, String options) throws IOException, InterruptedException {
        return upload(file, options, "Accept", "*/*");
    }

    /** As above, with one header more. */
    String upload(Path file, String options, String header, String value) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/tracks"))
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .header(header, value)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString("--xyz\r\nContent-Disposition: form-data; name=\"options\"\r\n\r\n"
                                + options + "\r\n--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                                + file.getFileName() + "\"\r\n\r\n"),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--xyz--\r\n")))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return new JsonObject(response.body()).getJsonObject("track").getString("id");
    }

    String importLink(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/tracks"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(new JsonObject().put("url", url).encode(), StandardCharsets.UTF_8))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return new JsonObject(response.body()).getJsonObject("track").getString("id");
    }

    /** Posts JSON that is taken; answers the JSON that comes back. */
    JsonObject post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isIn(200, 201, 202);
        return new JsonObject(response.body());
    }

    JsonObject track(String id) throws IOException, InterruptedException {
        return new JsonObject(text("/api/tracks/" + id));
    }

    String text(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString())
                .body();
    }

    byte[] bytes(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray())
                .body();
    }

    int delete(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path)).DELETE().build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** Waits until all work on a track has ended. */
    JsonObject settled(String id) {
        return when(id, track -> SETTLED.contains(track.getString("status")));
    }

    JsonObject when(String id, Predicate<JsonObject> condition) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> track(id), condition);
    }

    /** A track's job of one kind. */
    static JsonObject job(JsonObject track, String kind) {
        JsonArray jobs = track.getJsonArray("jobs");
        return jobs.stream()
                .map(JsonObject.class::cast)
                .filter(job -> job.getString("kind").equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
