package io.soundforge.alchemy.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soundforge.alchemy.launcher.LaunchException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    Path outputs;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void songOfOurOwn_isUploadedFollowedAndShown() throws Exception {
        try (FakeAlchemy server = new FakeAlchemy("completed")) {
            boolean worked = demo(server.address()).run(null);

            assertThat(worked).isTrue();
            assertThat(server.uploads).singleElement().asString().contains("filename=\"alchemy-demo.wav\"", "RIFF");
            assertThat(told.toString(StandardCharsets.UTF_8))
                    .contains("separate: 40 %", "separate: completed", "analyze: completed")
                    .contains(
                            "vocals",
                            outputs.resolve("t1").resolve("vocals.flac").toString())
                    .contains("120.25", "A minor (8A)", "-9.5 LUFS", "16 in 4/4")
                    .contains("preview engine");
            assertThat(outputs.resolve("t1").resolve("vocals.flac")).hasContent("stem bytes");
        }
    }

    @Test
    void jobThatFails_isToldWithItsReason(@TempDir Path folder) throws Exception {
        Path song = Files.writeString(folder.resolve("a song.mp3"), "bytes");
        try (FakeAlchemy server = new FakeAlchemy("failed")) {
            boolean worked = demo(server.address()).run(song.toString());

            assertThat(worked).isFalse();
            assertThat(server.uploads)
                    .singleElement()
                    .asString()
                    .contains("filename=\"a song.mp3\"", "\r\n\r\nbytes\r\n");
            assertThat(told.toString(StandardCharsets.UTF_8)).contains("analyze: failed (too quiet)");
        }
    }

    @Test
    void link_isImportedAsJson() throws Exception {
        try (FakeAlchemy server = new FakeAlchemy("completed")) {
            demo(server.address()).run("https://example.org/song");

            assertThat(server.uploads).containsExactly("{\"url\":\"https://example.org/song\"}");
        }
    }

    @Test
    void refusal_isToldInTheServersWords() throws Exception {
        try (FakeAlchemy server = new FakeAlchemy("completed")) {
            assertThatThrownBy(() -> new DemoClient(server.address()).track("other"))
                    .isInstanceOf(LaunchException.class)
                    .hasMessage("The server answered 404: no such thing");
        }
    }

    @Test
    void whatWasNotFound_isToldWithItsReason() throws Exception {
        JsonNode track = JsonMapper.builder()
                .build()
                .readTree("{\"name\":\"x\",\"analysis\":{\"bpm\":null,\"key\":null,\"loudness\":{},\"beats\":[],"
                        + "\"reasons\":{\"bpm\":\"no steady pulse\",\"key\":\"silence\"}}}");

        new DemoReport(new PrintStream(told, true, StandardCharsets.UTF_8)).print(track, Map.of());

        assertThat(told.toString(StandardCharsets.UTF_8)).contains("– (no steady pulse)", "– (silence)");
    }

    private Demo demo(URI server) {
        return new Demo(server, outputs, new PrintStream(told, true, StandardCharsets.UTF_8), false);
    }
}
