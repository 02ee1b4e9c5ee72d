package io.soundforge.alchemy.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
    private static final byte[] WEIGHTS = "not really weights".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void list_asJson_hasTheBuiltInModelFirst() throws Exception {
        CommandLineRun run = run("models", "--json");

        JsonNode models = JsonMapper.builder().build().readTree(run.out());
        assertThat(run.exit()).isZero();
        assertThat(models.path(0).path("id").asText()).isEqualTo("spectral");
        assertThat(models.path(0).path("isDefault").asBoolean()).isTrue();
    }

    @Test
    void list_forPeople_saysHowToInstall() {
        assertThat(run("models", "list").out())
                .contains("spectral (default, installed)")
                .contains("htdemucs (not installed)")
                .contains("alchemy models pull htdemucs");
    }

    @Test
    void pull_withTheRightHash_installs() throws Exception {
        Path source = Files.write(folder.resolve("source.onnx"), WEIGHTS);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(WEIGHTS));

        CommandLineRun run =
                run("models", "pull", "mine", "--url", source.toUri().toString(), "--sha256", hash, "--size", "18");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(folder.resolve("models/mine.onnx")).hasBinaryContent(WEIGHTS);
    }

    @Test
    void pull_withAnotherHash_installsNothing() throws Exception {
        Path source = Files.write(folder.resolve("source.onnx"), WEIGHTS);

        CommandLineRun run =
                run("models", "pull", "mine", "--url", source.toUri().toString(), "--sha256", "0".repeat(64));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("SHA-256").hasLineCount(1);
        assertThat(folder.resolve("models/mine.onnx")).doesNotExist();
    }

    private CommandLineRun run(String... arguments) {
        return CommandLineRun.in(
                folder, Map.of("MODELS_DIR", folder.resolve("models").toString()), arguments);
    }
}
