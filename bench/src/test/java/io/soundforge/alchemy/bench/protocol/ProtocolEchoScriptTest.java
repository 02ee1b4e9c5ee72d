package io.soundforge.alchemy.bench.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The script brings its own class path, which no other test sees. */
@Tag("slow")
class ProtocolEchoScriptTest {
    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void script_buildsWhatItNeeds_andOpensSessions() throws Exception {
        Process echo = new ProcessBuilder(
                        Path.of("protocol-echo").toAbsolutePath().toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = echo.inputReader(UTF_8)) {
            assertThat(lines.lines().filter(line -> line.contains("Ready")).findFirst())
                    .as("the line that says where")
                    .isPresent();

            HttpResponse<String> opened = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:3000/engine.io/?EIO=4&transport=polling"))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(opened.statusCode()).isEqualTo(200);
            assertThat(opened.body()).startsWith("0{").contains("\"pingInterval\":300");
        } finally {
            echo.destroy();
            echo.waitFor(30, TimeUnit.SECONDS);
        }
    }
}
