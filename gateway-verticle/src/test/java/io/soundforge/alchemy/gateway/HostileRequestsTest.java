package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Requests that mean harm, each with its answer, from {@code hostile-requests.tsv}. Afterwards the gateway is well, has
 * logged no error, has told nobody of a file beside its folder, and has made none there.
 */
class HostileRequestsTest {
    private static final String CANARY = "canary-" + UUID.randomUUID();

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private static GatewayHarness gateway;
    private static List<Path> surroundings;

    /** One line of the table, as it stands there. */
    record Row(String group, String request, String type, String body, String statuses, String codes) {
        static Row of(String line) {
            String[] cells = line.split("\t", -1);
            return new Row(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
        }

        byte[] bytes() {
            String[] head = request.split(" ¦ ", -1);
            byte[] content = RawRequest.bytes(body);
            StringBuilder text = new StringBuilder(head[0]).append(" HTTP/1.1\r\n");
            boolean named = false;
            for (int i = 1; i < head.length; i++) {
                named |= head[i].startsWith("Host:");
                text.append(head[i]).append("\r\n");
            }
            text.append(named ? "" : "Host: localhost\r\n").append("Connection: close\r\n");
            text.append(type.isEmpty() ? "" : "Content-Type: " + type + "\r\n");
            text.append(head[0].startsWith("GET") ? "" : "Content-Length: " + content.length + "\r\n");
            byte[] start = RawRequest.bytes(text + "\r\n");
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(start);
            all.writeBytes(content);
            return all.toByteArray();
        }

        @Override
        public String toString() {
            String what = group + ": " + request + " " + type + " " + body;
            return what.length() <= 140 ? what : what.substring(0, 140) + "…";
        }
    }

    static List<Row> rows() throws IOException {
        return lines("hostile-requests.tsv").map(Row::of).toList();
    }

    /** One connection: what is sent, and a pattern of the status of the one answer. */
    record Connection(String name, String bytes, String answer) {
        static Connection of(String line) {
            String[] cells = line.split("\t", -1);
            return new Connection(cells[0], cells[1], cells[2]);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Connection> connections() throws IOException {
        return lines("hostile-bytes.tsv").map(Connection::of).toList();
    }

    private static Stream<String> lines(String resource) throws IOException {
        try (InputStream table = HostileRequestsTest.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).toList().stream();
        }
    }

    @BeforeAll
    static void open() throws Exception {
        Files.writeString(services.folder().resolve("canary.txt"), CANARY);
        gateway = new GatewayHarness(services);
        String body = "{\"trackId\":\"known\",\"spotifyUrl\":\"http://music.example/a.mp3\"}";
        assertThat(gateway.post("/api/download/track", "application/json", body).statusCode())
                .isEqualTo(202);
        surroundings = files();
        lines.start();
        root().addAppender(lines);
    }

    @AfterAll
    static void theGatewayIsWell() throws Exception {
        root().detachAppender(lines);
        assertThat(gateway.get("/health").statusCode()).isEqualTo(200);
        assertThat(json(gateway.get("/api/tracks")).getJsonArray("tracks")).hasSize(1);
        // The connection's own logger calls noise on the wire an error; a server's log leaves it out.
        assertThat(lines.list.stream()
                        .filter(line -> line.getLevel().isGreaterOrEqual(Level.ERROR))
                        .filter(line -> !line.getLoggerName().endsWith("ConnectionBase")))
                .isEmpty();
        assertThat(files()).isEqualTo(surroundings);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void everyRow_isAnsweredAsItSays(Row row) throws IOException {
        String answer = RawRequest.send(gateway.uri("/").getPort(), row.bytes());

        assertThat(answer).matches("(?s)HTTP/1\\.[01] (" + row.statuses() + ") .*");
        assertThat(answer).doesNotContain(CANARY, "root:x:", services.folder().toString(), "\tat ", "Exception");
        if (!row.codes().isEmpty()) {
            assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
            JsonObject problem = new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
            assertThat(problem.getString("code")).matches(row.codes());
            assertThat(problem.getString("error")).isNotBlank();
        }
    }

    /** Nothing that is hidden in a body, or between two readings of one request, is taken for a request of its own. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("connections")
    void bytes_haveOneAnswerOrNone(Connection connection) throws IOException {
        byte[] bytes =
                RawRequest.bytes(connection.bytes().replace("{headers}", "X-Some-Header: some value\r\n".repeat(1000)));
        String answer = RawRequest.send(gateway.uri("/").getPort(), bytes);

        assertThat(answer).doesNotContain(CANARY, "\"redis\"", "\tat ", "Exception");
        assertThat(answer.split("HTTP/1\\.\\d ", -1).length - 1).as(answer).isLessThanOrEqualTo(1);
        if (answer.startsWith("HTTP/1")) {
            assertThat(answer).matches("(?s)HTTP/1\\.\\d (" + connection.answer() + ") .*");
        } else {
            assertThat(connection.answer()).as(answer).containsAnyOf("closed", "http2");
        }
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** All that lies around, but not what is our own to change. */
    private static List<Path> files() throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(services.folder())) {
            files.filter(Files::isRegularFile).forEach(all::add);
        }
        all.sort(null);
        return all;
    }
}
