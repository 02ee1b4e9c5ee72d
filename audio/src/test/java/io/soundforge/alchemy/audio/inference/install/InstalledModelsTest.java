package io.soundforge.alchemy.audio.inference.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.SessionSettings;
import io.soundforge.alchemy.audio.inference.TinyModels;
import io.soundforge.alchemy.audio.inference.catalogue.ModelFile;
import io.soundforge.alchemy.audio.inference.install.ModelVerifier.Verdict;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adding files of this machine, checking what is installed, and taking it away again. */
class InstalledModelsTest {
    private static final int FRAMES = 4096;

    @TempDir
    Path temp;

    private Path elsewhere;
    private Path folder;
    private ModelRegistry models;

    @BeforeEach
    void start() throws IOException {
        elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        folder = temp.resolve("models");
        models = new ModelRegistry(folder, null, new SessionSettings(1));
    }

    @AfterEach
    void stop() {
        models.close();
    }

    @Test
    void graphWithWeightsBesideIt_isAddedWithThem() {
        Path file = TinyModels.externalGains(elsewhere.resolve("x.onnx"), "x.data", FRAMES, 1, 2, 3, 4);
        ModelRecord record = add(file, "mine", "CC0");
        assertThat(visible()).containsExactly("mine.installed", "mine.onnx", "x.data");
        assertThat(record.licence()).isEqualTo("CC0");
        assertThat(record.files()).extracting(ModelFile::name).containsExactly("x.data", "mine.onnx");
        assertThat(record.files()).allMatch(part -> part.url() == null && part.sha256() != null);
        assertThat(verify("mine").sound()).isTrue();
        assertThat(file).exists();
    }

    @Test
    void bag_isAddedWithItsMembers_andGoesWithThem() throws IOException {
        Path manifest = bag();
        add(manifest, null, null);
        assertThat(visible()).containsExactly("a.onnx", "b.onnx", "pair.installed", "pair.json");
        assertThat(verify("pair").problems()).isEmpty();
        assertThat(remove("pair")).containsExactlyInAnyOrder("a.onnx", "b.onnx", "pair.installed", "pair.json");
        assertThat(visible()).isEmpty();
    }

    @Test
    void weightsElsewhereOrMissing_areRefused() throws IOException {
        Path lost = TinyModels.externalGains(elsewhere.resolve("lost.onnx"), "lost.data", FRAMES, 1, 2, 3, 4);
        Files.delete(elsewhere.resolve("lost.data"));
        assertFails(() -> LocalModel.describe(lost, null, null), ErrorCode.MODEL_REFUSED, "lost.data");
        assertFails(
                () -> LocalModel.describe(elsewhere.resolve("no.onnx"), null, null),
                ErrorCode.UNKNOWN_MODEL,
                "no.onnx");
        Path text = Files.writeString(elsewhere.resolve("text.onnx"), "no model");
        assertFails(() -> add(text, null, null), ErrorCode.MODEL_REFUSED, "text");
        assertThat(visible()).isEmpty();
    }

    @Test
    void changedOrMissingFiles_areBroken() throws IOException {
        add(TinyModels.externalGains(elsewhere.resolve("x.onnx"), "x.data", FRAMES, 1, 2, 3, 4), "mine", null);
        ModelVerifier verifier = new ModelVerifier(folder, models);
        assertThat(verifier.isWhole("mine")).isTrue();
        byte[] weights = Files.readAllBytes(folder.resolve("x.data"));
        weights[3] ^= 1;
        Files.write(folder.resolve("x.data"), weights);
        assertThat(verify("mine").problems()).singleElement().asString().contains("x.data", "SHA-256");
        Files.write(folder.resolve("x.data"), new byte[] {1}, StandardOpenOption.APPEND);
        assertThat(verify("mine").problems()).singleElement().asString().contains("17 bytes", "expected 16");
        assertThat(verifier.isWhole("mine")).isFalse();
        Files.delete(folder.resolve("x.data"));
        assertThat(verify("mine").problems()).containsExactly("x.data is missing");
    }

    @Test
    void modelPutThereByHand_runsButIsNotRecorded() throws IOException {
        Files.createDirectories(folder);
        TinyModels.identity(folder.resolve("hand.onnx"), 4, FRAMES);
        Verdict verdict = verify("hand");
        assertThat(verdict.sound()).isTrue();
        assertThat(verdict.recorded()).isFalse();
        assertThat(verdict.files()).extracting(ModelFile::name).containsExactly("hand.onnx");
        assertFails(() -> verify("other"), ErrorCode.UNKNOWN_MODEL, "other");
    }

    @Test
    void damagedRecord_isTold_andDoesNotKeepTheModelFromGoing() throws IOException {
        add(TinyModels.identity(elsewhere.resolve("mine.onnx"), 4, FRAMES), null, null);
        Files.writeString(folder.resolve("mine.installed"), "{");
        assertThat(verify("mine").problems()).singleElement().asString().contains("mine.installed");
        assertThat(remove("mine")).containsExactlyInAnyOrder("mine.onnx", "mine.installed");
    }

    @Test
    void filesThatAnotherModelNeeds_stay() throws IOException {
        add(TinyModels.externalGains(elsewhere.resolve("x.onnx"), "shared.data", FRAMES, 1, 2, 3, 4), "one", null);
        add(elsewhere.resolve("x.onnx"), "two", null);
        assertThat(remove("one")).containsExactly("one.onnx", "one.installed");
        assertThat(verify("two").sound()).isTrue();
        assertThat(remove("two")).contains("shared.data");
    }

    @Test
    void builtInModel_cannotBeRemoved_andNothingCannotEither() throws IOException {
        assertFails(() -> remove("spectral"), ErrorCode.INVALID_REQUEST, "built in");
        assertFails(() -> remove("mine"), ErrorCode.UNKNOWN_MODEL, "mine");
        assertFails(() -> remove("../x"), ErrorCode.INVALID_REQUEST, "../x");
        Path left = Files.createDirectories(folder.resolve(".part/mine")).resolve("mine.onnx");
        Files.writeString(left, "half");
        assertThat(remove("mine")).isEmpty();
        assertThat(left).doesNotExist();
    }

    private Path bag() throws IOException {
        TinyModels.gains(elsewhere.resolve("a.onnx"), FRAMES, 1, 2, 3, 4);
        TinyModels.gains(elsewhere.resolve("b.onnx"), FRAMES, 4, 3, 2, 1);
        return Files.writeString(
                elsewhere.resolve("pair.json"),
                "{\"models\":[\"a.onnx\",\"b.onnx\"],\"weights\":[[1,0,0,0],[0,1,1,1]]}");
    }

    private ModelRecord add(Path file, @Nullable String name, @Nullable String licence) {
        return new ModelInstaller(folder, models, DownloadSettings.of(AddressRule.anywhere()))
                .install(LocalModel.describe(file, name, licence), InstallProgress.NONE);
    }

    private Verdict verify(String model) {
        return new ModelVerifier(folder, models).verify(model);
    }

    private List<String> remove(String model) {
        return new ModelRemover(folder, models).remove(model);
    }

    private List<String> visible() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".part"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertFails(ThrowingCallable call, ErrorCode code, String part) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AlchemyException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
                .hasMessageContaining(part);
    }
}
