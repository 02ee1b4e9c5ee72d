package io.soundforge.alchemy.audio.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.Progress;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelInstallerTest {
    private static final byte[] CONTENT = randomBytes(300_000);
    private static final String HASH = sha256(CONTENT);

    @TempDir
    Path folder;

    private FileServer server;
    private ModelInstaller installer;

    @BeforeEach
    void start() throws IOException {
        server = new FileServer(CONTENT);
        installer = new ModelInstaller(models(), Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void wholeFile_isInstalledUnderItsName() throws IOException {
        List<Double> told = new ArrayList<>();
        Path file = installer.install("mine", server.at("/whole"), CONTENT.length, HASH, told::add);
        assertThat(file).isEqualTo(models().resolve("mine.onnx")).hasBinaryContent(CONTENT);
        assertThat(told).isSorted().last().isEqualTo(1.0);
        assertThat(files()).containsExactly("mine.onnx");
    }

    @Test
    void hashInUpperCase_isTheSameHash() {
        Path file = installer.install(
                "mine", server.at("/whole"), ModelInstaller.UNKNOWN_SIZE, HASH.toUpperCase(Locale.ROOT), Progress.NONE);
        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void cutConnection_leavesNothingVisible_andTheNextTryContinues() throws IOException {
        assertFails("/cut", ErrorCode.SOURCE_UNAVAILABLE);
        assertNothingInstalled();
        assertThat(install("/ranges")).hasBinaryContent(CONTENT);
        assertThat(server.ranges()).containsExactly("bytes=100000-");
        assertThat(files()).containsExactly("mine.onnx");
    }

    @Test
    void serverWithoutRanges_startsAgain() {
        assertFails("/cut", ErrorCode.SOURCE_UNAVAILABLE);
        assertThat(install("/whole")).hasBinaryContent(CONTENT);
    }

    @Test
    void beginningOfAnotherFile_isThrownAwayAndFetchedAgain() throws IOException {
        Files.createDirectories(models());
        Files.write(models().resolve(".mine.onnx." + HASH.substring(0, 16) + ".part"), new byte[5000]);
        assertThat(install("/ranges")).hasBinaryContent(CONTENT);
        assertThat(server.ranges()).containsExactly("bytes=5000-", "");
    }

    @Test
    void beginningThatIsAlreadyWhole_isOnlyChecked() throws IOException {
        Files.createDirectories(models());
        Files.write(models().resolve(".mine.onnx." + HASH.substring(0, 16) + ".part"), CONTENT);
        assertThat(install("/ranges")).hasBinaryContent(CONTENT);
        assertThat(server.ranges()).containsExactly("bytes=300000-");
    }

    @Test
    void cancelledDownload_continuesToo() {
        Progress impatient = fraction -> {
            throw new CancellationException();
        };
        assertThatThrownBy(() -> installer.install("mine", server.at("/whole"), CONTENT.length, HASH, impatient))
                .isInstanceOf(CancellationException.class);
        assertThat(install("/ranges")).hasBinaryContent(CONTENT);
        assertThat(server.ranges()).singleElement().asString().startsWith("bytes=");
    }

    @Test
    void secondDownloadOfTheSameFile_waitsForAnotherTime() throws IOException {
        Path part = Files.createDirectories(models()).resolve(".mine.onnx." + HASH.substring(0, 16) + ".part");
        try (FileChannel busy = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            busy.lock();
            assertFails("/ranges", ErrorCode.CONFLICT);
        }
        assertThat(install("/ranges")).hasBinaryContent(CONTENT);
    }

    @Test
    void redirects_areFollowed_butNotForEverAndNotToFiles() {
        assertThat(install("/moved")).hasBinaryContent(CONTENT);
        assertFails("/circle", ErrorCode.SOURCE_REFUSED, "redirects");
        assertFails("/to-file", ErrorCode.SOURCE_REFUSED, "redirects");
    }

    @Test
    void wrongHash_leavesNothingBehindAndKeepsTheOldModel() throws IOException {
        install("/whole");
        String wrong = "0".repeat(64);
        assertThatThrownBy(() -> installer.install(
                        "mine", server.at("/whole"), ModelInstaller.UNKNOWN_SIZE, wrong, Progress.NONE))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED))
                .hasMessageContainingAll(wrong, HASH);
        assertThat(files()).containsExactly("mine.onnx");
        assertThat(models().resolve("mine.onnx")).hasBinaryContent(CONTENT);
    }

    @Test
    void wrongSize_isRefusedBeforeAnythingIsFetched() throws IOException {
        assertThatThrownBy(() -> installer.install("mine", server.at("/whole"), 1234, HASH, Progress.NONE))
                .isInstanceOf(AlchemyException.class)
                .hasMessageContainingAll("1234", "300000");
        assertThat(files()).isEmpty();
    }

    @Test
    void answersThatSayNo_haveTheirCodes() throws IOException {
        assertFails("/missing?token=secret", ErrorCode.SOURCE_REFUSED, "404");
        assertFails("/busy", ErrorCode.RATE_LIMITED, "429");
        assertFails("/down", ErrorCode.SOURCE_UNAVAILABLE, "503");
        assertNothingInstalled();
    }

    @Test
    void query_staysOutOfMessages() {
        assertThatThrownBy(() -> install("/missing?token=secret")).hasMessageNotContaining("secret");
    }

    @Test
    void deadLink_isUnavailable() throws IOException {
        URI dead;
        try (ServerSocket closedAtOnce = new ServerSocket(0)) {
            dead = URI.create("http://127.0.0.1:" + closedAtOnce.getLocalPort() + "/x");
        }
        assertThatThrownBy(() -> installer.install("mine", dead, ModelInstaller.UNKNOWN_SIZE, HASH, Progress.NONE))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
    }

    @Test
    void serverThatFallsSilent_runsIntoTheStallLimit() throws IOException {
        installer = new ModelInstaller(models(), Duration.ofMillis(300));
        assertFails("/endless", ErrorCode.TIMEOUT, "continues");
        assertNothingInstalled();
    }

    @Test
    void localFile_isCopiedAndChecked() throws IOException {
        Path local = Files.write(folder.resolve("download.bin"), CONTENT);
        Path file = installer.install("mine", local.toUri(), CONTENT.length, HASH, Progress.NONE);
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(local).exists();
        URI absent = folder.resolve("absent.bin").toUri();
        assertThatThrownBy(() -> installer.install("mine", absent, CONTENT.length, HASH, Progress.NONE))
                .isInstanceOf(AlchemyException.class)
                .hasMessageContaining("absent.bin")
                .hasMessageNotContaining(folder.toString());
    }

    @Test
    void badNamesHashesAndSchemes_areRefused() {
        for (String name : List.of("../x", ".hidden", "a/b", "", "spectral")) {
            assertInvalid(name, "http://127.0.0.1/x", HASH);
        }
        assertInvalid("mine", "http://127.0.0.1/x", "abc");
        assertInvalid("mine", "ftp://127.0.0.1/x", HASH);
        assertInvalid("mine", "no-scheme", HASH);
        assertInvalid("mine", "http:///x", HASH);
        assertInvalid("mine", "file:relative", HASH);
    }

    private void assertInvalid(String name, String link, String hash) {
        assertThatThrownBy(() ->
                        installer.install(name, URI.create(link), ModelInstaller.UNKNOWN_SIZE, hash, Progress.NONE))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    private void assertFails(String path, ErrorCode code, String... parts) {
        assertThatThrownBy(() -> install(path))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(parts.length == 0 ? new String[] {""} : parts);
    }

    private Path install(String path) {
        return installer.install("mine", server.at(path), ModelInstaller.UNKNOWN_SIZE, HASH, Progress.NONE);
    }

    private void assertNothingInstalled() throws IOException {
        assertThat(files()).allMatch(name -> name.startsWith("."));
        try (ModelRegistry models = new ModelRegistry(models(), null)) {
            assertThat(models.list()).filteredOn(model -> model.installed()).hasSize(1);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(models())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path models() {
        return folder.resolve("models");
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
