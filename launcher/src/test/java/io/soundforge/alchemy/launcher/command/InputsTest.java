package io.soundforge.alchemy.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that are no audio: each is told in one line, none keeps the others from being tried. */
class InputsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeInputs() throws Exception {
        Files.writeString(folder.resolve("note.mp3"), "These are words, not music.");
        Files.createDirectory(folder.resolve("album"));
    }

    @Test
    void separate_ofNoAudio_saysWhyAndLeavesNothing() throws Exception {
        CommandLineRun run =
                run(Map.of(), "separate", path("missing.mp3"), path("album"), path("note.mp3"), "-o", "out");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("missing.mp3: no such file"))
                .anySatisfy(line -> assertThat(line).contains("album: expected an audio file, this is a folder"))
                .anySatisfy(line -> assertThat(line).contains("note.mp3: expected audio"));
        try (Stream<Path> left = Files.list(folder.resolve("out"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void analyze_ofNoAudio_asJson_isAnArrayOfErrorsInOrder() throws Exception {
        CommandLineRun run = run(Map.of(), "analyze", path("note.mp3"), path("missing.mp3"), "--json");

        JsonNode documents = JsonMapper.builder().build().readTree(run.out());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(documents.isArray()).isTrue();
        assertThat(documents.path(0).path("file").asText()).isEqualTo(path("note.mp3"));
        assertThat(documents.path(0).path("error").path("code").asText()).isEqualTo("unsupported_media");
        assertThat(documents.path(1).path("error").path("code").asText()).isEqualTo("not_found");
    }

    @Test
    void analyze_ofOneFile_asJson_isOneDocument() throws Exception {
        CommandLineRun run = run(Map.of(), "analyze", path("missing.mp3"), "--json");

        assertThat(JsonMapper.builder().build().readTree(run.out()).isObject()).isTrue();
    }

    @Test
    void ffmpeg_thatDoesNotRun_isSaidOnce() {
        CommandLineRun run = run(Map.of("FFMPEG_BIN", "/nowhere/ffmpeg"), "analyze", path("note.mp3"));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("ffmpeg").doesNotContain("\tat ").hasLineCount(1);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private CommandLineRun run(Map<String, String> variables, String... arguments) {
        return CommandLineRun.in(folder, variables, arguments);
    }
}
