package io.soundforge.alchemy.launcher.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Against a server that answers as Sentry's does. */
class ErrorReportsTest {
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<String> paths = new ConcurrentLinkedQueue<>();
    private final Logger log = (Logger) LoggerFactory.getLogger("errors-under-test");
    private final HttpServer server;
    private volatile int status = 200;
    private volatile Map<String, String> headers = Map.of();

    ErrorReportsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("X-Sentry-Auth"));
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        log.setAdditive(false);
    }

    @AfterEach
    void close() {
        log.detachAndStopAllAppenders();
        server.stop(0);
    }

    @Test
    void anError_isSentAsAnEnvelope_scrubbed_andWarningsAreNot() throws Exception {
        start();
        log.warn("not this one");
        log.atError()
                .addKeyValue("request", "id-1")
                .addKeyValue("authorization", "Bearer never")
                .setCause(new IllegalStateException(
                        "outer", new IOException("https://u:hunter2@host/?token=hunter2&sig=hunter2 Bearer hunter2")))
                .log("failed with password=hunter2");
        String envelope = received.poll(60, TimeUnit.SECONDS);

        String[] lines = String.valueOf(envelope).split("\n", -1);
        ObjectMapper json = new ObjectMapper();
        JsonNode event = json.readTree(lines[2]);
        assertThat(json.readTree(lines[0]).get("event_id").asText()).matches("[0-9a-f]{32}");
        assertThat(json.readTree(lines[1]).get("length").asInt())
                .isEqualTo(lines[2].getBytes(StandardCharsets.UTF_8).length);
        assertThat(event.at("/tags/request").asText()).isEqualTo("id-1");
        assertThat(event.at("/exception/values/0/type").asText()).isEqualTo("java.io.IOException");
        assertThat(event.at("/exception/values/1/value").asText()).isEqualTo("outer");
        assertThat(event.at("/exception/values/1/stacktrace/frames")).isNotEmpty();
        assertThat(event.get("release").asText()).isEqualTo("sound-forge-alchemy@1.2");
        assertThat(envelope).doesNotContain("hunter2", "never", "not this one");
        assertThat(paths.peek()).startsWith("/sub/api/42/envelope/ ").contains("sentry_version=7", "sentry_key=abc123");
    }

    @ParameterizedTest
    @CsvSource({"429, Retry-After, 3600", "200, X-Sentry-Rate-Limits, 3600:error;default:organization", "429, X-None, x"
    })
    void aServiceThatAsksForAPause_getsOne(int answer, String header, String value) throws Exception {
        status = answer;
        headers = Map.of(header, value);
        ErrorReports reports = start();
        log.error("first");
        assertThat(received.poll(60, TimeUnit.SECONDS)).contains("first");
        long before = answer == 200 ? 0 : 1;
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            log.error("more");
            return reports.leftOut() > before + 5;
        });
        assertThat(received.size()).isLessThan(60);
    }

    @Test
    void aServiceThatIsAway_holdsNobodyUp() {
        server.stop(0);
        ErrorReports reports = start();
        for (int i = 0; i < 1000; i++) {
            log.error("number {}", i);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> reports.leftOut() == 1000);
    }

    @ParameterizedTest
    @CsvSource({
        "'60:error:key', 60",
        "'2700::organization', 2700",
        "'10:transaction:key', 0",
        "'10:transaction:key, 20:default;error:project', 20",
        "'999999::', 3600",
        "'nonsense', 0"
    })
    void limits_areReadAsTheyAreWritten(String limits, int seconds) {
        HttpHeaders answer = HttpHeaders.of(Map.of("X-Sentry-Rate-Limits", List.of(limits)), (name, value) -> true);

        assertThat(SendingPause.after(200, answer)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "https://host/1", "https://key@host", "ftp://key@host/1", "https://key@host/x", "key@host/1"
            })
    void whatIsNoDsn_isRefused(String text) {
        assertThatThrownBy(() -> SentryDsn.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private ErrorReports start() {
        SentryDsn dsn =
                SentryDsn.parse("http://abc123@127.0.0.1:" + server.getAddress().getPort() + "/sub/42");
        ErrorReports reports = new ErrorReports(dsn, "1.2", "here");
        reports.setContext(log.getLoggerContext());
        reports.start();
        log.addAppender(reports);
        return reports;
    }
}
