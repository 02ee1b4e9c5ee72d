package io.soundforge.alchemy.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soundforge.alchemy.audio.inference.PaddedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
    private static final byte[] WEIGHTS = PaddedModel.bytes(1000);

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

        CommandLineRun run = run(
                "models",
                "pull",
                "mine",
                "--url",
                source.toUri().toString(),
                "--sha256",
                hash,
                "--size",
                "" + WEIGHTS.length);

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

    @Test
    void pull_ofANameThatNobodyKnows_saysWhichThereAre() {
        CommandLineRun run = run("models", "pull", "mine");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("'mine'", "htdemucs_6s").hasLineCount(1);
    }

    @Test
    void pull_ofAKnownModelWithoutLink_asksForOne() {
        assertThat(run("models", "pull", "htdemucs_compact").err()).contains("--url URL");
        assertThat(run("models", "pull", "htdemucs", "--sha256", "00").exit()).isEqualTo(2);
    }

    @Test
    void addedModel_isListedVerifiedUsedAndRemoved() throws Exception {
        Files.write(folder.resolve("source.onnx"), WEIGHTS);

        assertThat(run("models", "add", "source.onnx", "--name", "htdemucs", "--licence", "CC0")
                        .out())
                .contains("htdemucs is installed");
        assertThat(run("models", "list").out()).contains("htdemucs (default, installed)");
        assertThat(run("models", "verify").out()).contains("htdemucs is whole and runs");
        JsonNode verdicts = JsonMapper.builder()
                .build()
                .readTree(run("models", "verify", "htdemucs", "--json").out());
        assertThat(verdicts.path(0).path("recorded").asBoolean()).isTrue();

        Files.writeString(folder.resolve("models/htdemucs.onnx"), "broken");
        CommandLineRun broken = run("models", "verify", "htdemucs");
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.out()).contains("htdemucs is broken", "6 bytes");
        assertThat(run("doctor").out()).contains("htdemucs is refused");

        assertThat(run("models", "remove", "htdemucs").out()).contains("htdemucs.onnx, htdemucs.installed");
        assertThat(run("models", "remove", "htdemucs").exit()).isEqualTo(1);
        assertThat(run("models", "remove", "spectral").err()).contains("built in");
        assertThat(folder.resolve("models/htdemucs.onnx")).doesNotExist();
    }

    private CommandLineRun run(String... arguments) {
        return CommandLineRun.in(
                folder, Map.of("MODELS_DIR", folder.resolve("models").toString()), arguments);
    }
}
