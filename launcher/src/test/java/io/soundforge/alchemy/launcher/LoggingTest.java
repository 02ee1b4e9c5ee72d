package io.soundforge.alchemy.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import io.soundforge.alchemy.launcher.config.LogSettings;
import io.soundforge.alchemy.platform.http.RequestFacts;
import io.soundforge.alchemy.platform.http.TrustedProxies;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {
    @TempDir
    Path folder;

    @AfterEach
    void backToTheOrdinaryLog() {
        Logging.forCommand("warn");
    }

    @Test
    void aServer_writesItsFiles_andAccessLinesOnlyInTheirs() throws IOException {
        Logging.forServer(folder, "info", LogSettings.DEFAULTS);
        LoggerFactory.getLogger("x").atInfo().addKeyValue("n", 1).log("hello");
        LoggerFactory.getLogger("alchemy.access")
                .atInfo()
                .addKeyValue("path", "/p")
                .log("request");
        LoggerFactory.getLogger("alchemy.audit").info("audit");
        flush();

        assertThat(Files.readString(folder.resolve("alchemy.json")))
                .contains("hello", "\"n\"", "audit")
                .doesNotContain("/p");
        assertThat(Files.readString(folder.resolve("access.json")))
                .contains("/p")
                .doesNotContain("hello");
    }

    @Test
    void accessLog_canBeOff_andTheFileElsewhere() throws IOException {
        Path file = folder.resolve("other").resolve("mine.json");
        Logging.forServer(folder, "warn", new LogSettings(true, file, 1 << 20, 2, "off", null));
        Logger log = LoggerFactory.getLogger("alchemy.access");
        log.info("request");
        LoggerFactory.getLogger("x").info("quiet");
        LoggerFactory.getLogger("x").warn("loud");
        flush();

        assertThat(Files.readString(file)).contains("loud").doesNotContain("quiet", "request");
        assertThat(Files.readString(file.resolveSibling("access.json"))).isEmpty();
    }

    @Test
    void files_arePutAwayAndBounded() throws IOException {
        Logging.forServer(folder, "info", new LogSettings(false, null, 20_000, 3, "off", null));
        Logger log = LoggerFactory.getLogger("alchemy.files"); // in the file only
        for (int i = 0; i < 40_000; i++) {
            log.info("a line of some length, number {}, and yet another word and another and another", i);
        }
        flush();

        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSizeGreaterThan(1);
            long bytes = all.stream().mapToLong(file -> file.toFile().length()).sum();
            assertThat(bytes).isLessThan(2_000_000);
        }
    }

    @Test
    void everyLineOfARequest_saysWhichItIs() throws Exception {
        Logging.forServer(folder, "info", LogSettings.DEFAULTS);
        Vertx vertx = Vertx.vertx();
        Logger log = LoggerFactory.getLogger("x");
        var server = vertx.createHttpServer()
                .requestHandler(request -> {
                    RequestFacts.note(request, TrustedProxies.NONE);
                    vertx.timer(1, TimeUnit.MILLISECONDS).onComplete(later -> {
                        log.info("later in {}", request.path());
                        request.response().end();
                    });
                })
                .listen(0, "127.0.0.1")
                .await(60, TimeUnit.SECONDS);
        var client = vertx.createHttpClient();
        for (String name : List.of("one", "two")) {
            client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/" + name)
                    .compose(request ->
                            request.putHeader("X-Request-Id", "id-of-" + name).send())
                    .compose(response -> response.end())
                    .await(60, TimeUnit.SECONDS);
        }
        vertx.close().await(60, TimeUnit.SECONDS);
        flush();

        List<String> lines = Files.readAllLines(folder.resolve("alchemy.json")).stream()
                .filter(line -> line.contains("later in"))
                .toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("one\"", "id-of-one");
        assertThat(lines.get(1)).contains("two\"", "id-of-two");
    }

    private static void flush() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }
}
