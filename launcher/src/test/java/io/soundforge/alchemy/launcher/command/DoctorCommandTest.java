package io.soundforge.alchemy.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    Path folder;

    @Test
    void wellSetUp_isStatus0AndChangesNothing() {
        CommandLineRun run = CommandLineRun.in(folder, Map.of(), "doctor", "--port", "0");

        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out()).contains("✔ java:", "✔ port:", "✔ ffmpeg:", "✔ database:", "! spotify:", "0 problems");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void mistakes_areAllFoundAndStatus1() throws Exception {
        Files.writeString(folder.resolve("data"), "a file where the data folder should be");

        CommandLineRun run =
                CommandLineRun.in(folder, Map.of("LOG_LEVEL", "loud", "DEMUCS_MODEL", "mine"), "doctor", "--port", "0");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("✘ configuration: LOG_LEVEL must be", "✘ data-folder:", "'mine' is not installed");
    }

    @Test
    void json_isAnArrayOfFindings() throws Exception {
        CommandLineRun run = CommandLineRun.in(folder, Map.of(), "doctor", "--port", "0", "--json");

        JsonNode first = JsonMapper.builder().build().readTree(run.out()).path(0);
        assertThat(first.path("check").asText()).isEqualTo("configuration");
        assertThat(first.path("status").asText()).isEqualTo("ok");
        assertThat(first.path("found").asText()).isNotEmpty();
        assertThat(first.path("action").asText("none")).isEmpty();
    }

    @Test
    void portThatIsNone_isWrongUsage() {
        assertThat(CommandLineRun.in(folder, Map.of(), "doctor", "--port", "70000")
                        .exit())
                .isEqualTo(2);
    }
}
