package io.soundforge.alchemy.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soundforge.alchemy.launcher.LaunchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A client of the HTTP API, as small as the demonstration needs it. */
final class DemoClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BOUNDARY = "alchemy-demo-boundary";
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(5);

    private final URI server;
    private final HttpClient http = HttpClient.newHttpClient();

    DemoClient(URI server) {
        this.server = server;
    }

    /** Uploads audio; the answer is that of {@code POST /api/tracks}. */
    JsonNode upload(String fileName, BodyPublisher content) throws IOException, InterruptedException {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + fileName.replace("\"", "%22") + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        return send(request("/api/tracks")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        content,
                        BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"))));
    }

    /** Imports a link. */
    JsonNode importUrl(String url) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("url", url));
        return send(request("/api/tracks")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Follows a track's jobs over the socket until all have ended. */
    void follow(String trackId, Duration limit, JobObserver observer) throws InterruptedException {
        new JobFollower(observer).follow(http, socket(), trackId, limit);
    }

    private URI socket() {
        return URI.create(server.toString().replaceFirst("^http", "ws")).resolve("/ws");
    }

    JsonNode track(String id) throws IOException, InterruptedException {
        return send(request("/api/tracks/" + id).GET());
    }

    /** Saves a file of the server's. */
    void download(String path, Path target) throws IOException, InterruptedException {
        HttpResponse<Path> response = http.send(request(path).GET().build(), BodyHandlers.ofFile(target));
        if (response.statusCode() != 200) {
            throw new LaunchException("The server answered " + response.statusCode() + " for a file");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(ANSWER_LIMIT);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        JsonNode body = JSON.readTree(response.body());
        if (response.statusCode() >= 300) {
            throw new LaunchException("The server answered " + response.statusCode() + ": "
                    + body.path("error").asText("no reason given"));
        }
        return body;
    }
}
