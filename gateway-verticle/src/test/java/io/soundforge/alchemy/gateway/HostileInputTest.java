package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids that mean harm, through every door of the original's wire: nothing is found, nothing breaks, nothing is made. */
class HostileInputTest {
    private static final int PATIENCE_MILLIS = 20_000;

    /** In a path, as they are on the wire; some could not pass a polite client. */
    private static final List<String> IN_PATHS = List.of(
            "../../etc/passwd",
            "..%2f..%2fetc%2fpasswd",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "..%252f..%252fetc%252fpasswd",
            "..%5c..%5cwindows%5cwin.ini",
            "%2fetc%2fpasswd",
            "..",
            "$(id)",
            "%24%28id%29",
            ";ls",
            "%60id%60",
            "x%7Cid",
            "%00",
            "song%00.mp3",
            "%0d%0aSet-Cookie:x=1",
            "-rf",
            "--output=x",
            "'%20or%201=1--",
            "%ff%fe",
            "%zz",
            "%",
            "%E2%80%AE",
            "a".repeat(5000));

    /** In a body, as JSON texts. */
    private static final List<String> IN_BODIES = List.of(
            "../../etc/passwd",
            "..\\\\..\\\\windows",
            "/etc/passwd",
            "$(id)",
            ";ls",
            "`id`",
            "x|id",
            "\\u0000",
            "song\\u0000",
            "-rf",
            "--output=x",
            "' or 1=1--",
            "\\ud800",
            "\\u202e",
            "a b",
            "a".repeat(10_000));

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static GatewayHarness gateway;

    static List<String> doors() {
        return List.of(
                "/api/download/job/{id}",
                "/api/download/track/{id}",
                "/api/process/job/{id}",
                "/api/process/track/{id}",
                "/api/analyze/job/{id}",
                "/api/analyze/track/{id}",
                "/audio_data/{id}/original.mp3",
                "/audio_data/{id}/stems/vocals.mp3",
                "/audio_data/known/stems/{id}",
                "/audio_data/known/stems/{id}/vocals.mp3",
                "/audio_data/known/{id}",
                "/api/uploads/{id}",
                "/api/tracks/{id}/metadata",
                "/api/tracks/{id}/cover",
                "/api/tracks/{id}/stems.zip");
    }

    static List<String> bodies() {
        return List.of(
                "/api/download/track {\"trackId\":\"{id}\",\"trackInfo\":{\"title\":\"x\"}}",
                "/api/download/track {\"trackId\":\"victim\",\"spotifyUrl\":\"{id}\"}",
                "/api/process/separate {\"trackId\":\"{id}\"}",
                "/api/process/separate {\"trackId\":\"known\",\"options\":{\"model\":\"{id}\"}}",
                "/api/process/separate {\"trackId\":\"known\",\"options\":{\"stems\":[\"{id}\"]}}",
                "/api/process/separate {\"trackId\":\"known\",\"options\":{\"twoStems\":\"{id}\"}}",
                "/api/analyze/analyze {\"trackId\":\"{id}\"}",
                "/api/models/download {\"modelName\":\"{id}\"}",
                "/api/process/models/download {\"modelName\":\"{id}\"}");
    }

    @BeforeAll
    static void deploy() throws Exception {
        gateway = new GatewayHarness(services);
        String body = "{\"trackId\":\"known\",\"spotifyUrl\":\"http://music.example/a.mp3\"}";
        assertThat(gateway.post("/api/download/track", "application/json", body).statusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void idInAPath_isNotFound(String door) throws Exception {
        for (String id : IN_PATHS) {
            String answer = raw("GET " + door.replace("{id}", id) + " HTTP/1.1");

            assertThat(answer).as(door + " " + id).matches("(?s)HTTP/1.1 (400|404) .*");
            assertThat(problem(answer).getString("error")).as(id).isNotBlank();
            assertThat(answer)
                    .doesNotContain("root:", "\nSet-Cookie", services.folder().toString());
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void idOfTenKilobytes_isTooLongForAPath(String door) throws Exception {
        String answer = raw("GET " + door.replace("{id}", "a".repeat(10_000)) + " HTTP/1.1");

        assertThat(answer).matches("(?s)HTTP/1\\.[01] 414 .*");
        assertThat(problem(answer).getString("error")).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void idInABody_isRefused(String request) throws Exception {
        int space = request.indexOf(' ');
        List<Path> before = files();
        for (String id : IN_BODIES) {
            HttpResponse<String> response = gateway.post(
                    request.substring(0, space),
                    "application/json",
                    request.substring(space + 1).replace("{id}", id));

            assertThat(response.statusCode()).as(request + " " + id).isIn(400, 404, 413);
            assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(json(response).getString("error")).isNotBlank();
        }
        assertThat(files()).isEqualTo(before);
        assertThat(await(services.catalog().list(OwnerId.LOCAL, 10, null)).items())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "5",
                "\"text\"",
                "{",
                "{\"trackId\":}",
                "{\"trackId\":[\"a\"]}",
                "{\"trackId\":{\"a\":1}}",
                "{\"trackId\":true}",
                "{\"trackId\":null}",
                "{\"trackId\":\"\"}",
                "{}",
            })
    void bodyOfAnotherShape_isRefused(String body) throws Exception {
        for (String path : List.of("/api/download/track", "/api/process/separate", "/api/analyze/analyze")) {
            HttpResponse<String> response = gateway.post(path, "application/json", body);

            assertThat(response.statusCode()).as(path).isEqualTo(400);
            assertThat(json(response).getString("error")).isNotBlank();
        }
    }

    @Test
    void bodyThatIsDeepWideOrOfAnotherType_isRefused() throws Exception {
        String deep = "{\"trackId\":\"known\",\"options\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
        String wide = "{\"trackId\":\"" + "x".repeat(100_000) + "\"}";
        String number = "{\"trackId\":\"known\",\"options\":{\"bitDepth\":1" + "0".repeat(5000) + "}}";

        assertThat(gateway.post("/api/process/separate", "application/json", deep)
                        .statusCode())
                .isEqualTo(400);
        assertThat(gateway.post("/api/process/separate", "application/json", wide)
                        .statusCode())
                .isEqualTo(413);
        assertThat(gateway.post("/api/process/separate", "application/json", number)
                        .statusCode())
                .isIn(400, 404);
        assertThat(gateway.post("/api/process/separate", "text/plain", "{\"trackId\":\"known\"}")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void nobody_sendsEventsThroughNotify() throws Exception {
        var known = await(services.catalog().findExternal(OwnerId.LOCAL, "client:known"))
                .orElseThrow()
                .id();
        var before = await(services.journal().since(known, 0, 100));

        HttpResponse<String> response = gateway.post(
                "/notify",
                "application/json",
                "{\"event\":\"processing:completed\",\"data\":{\"trackId\":\"known\",\"progress\":100}}");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).getString("code")).isEqualTo("not_found");
        assertThat(await(services.journal().since(known, 0, 100))).isEqualTo(before);
    }

    /** The whole answer to a request line that no client library would let through. */
    private static String raw(String requestLine) throws IOException {
        int port = gateway.uri("/").getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write((requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonObject problem(String answer) {
        assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
        return new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(services.folder())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
