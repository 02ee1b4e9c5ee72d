package io.soundforge.alchemy.audio.inference.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.PaddedModel;
import io.soundforge.alchemy.audio.inference.SessionSettings;
import io.soundforge.alchemy.audio.inference.catalogue.CatalogueEntry;
import io.soundforge.alchemy.audio.inference.catalogue.CatalogueEntry.Bag;
import io.soundforge.alchemy.audio.inference.catalogue.ModelFile;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real models over real sockets: what arrives is proven by a run, and whatever goes wrong leaves nothing behind. */
class ModelInstallerTest {
    private static final byte[] CONTENT = PaddedModel.bytes(300_000);
    private static final long SIZE = CONTENT.length;
    private static final String HASH = sha256(CONTENT);

    @TempDir
    Path folder;

    private FileServer server;
    private ModelRegistry models;

    @BeforeEach
    void start() throws IOException {
        server = new FileServer(CONTENT);
        models = new ModelRegistry(folder(), null, new SessionSettings(1));
    }

    @AfterEach
    void stop() {
        server.close();
        models.close();
    }

    @Test
    void wholeModel_isInstalledWithItsRecord() throws IOException {
        List<Double> told = new ArrayList<>();
        List<String> stages = new ArrayList<>();
        ModelRecord record = installer().install(entry("/whole"), (fraction, stage) -> {
            told.add(fraction);
            stages.add(stage);
        });
        assertThat(folder().resolve("mine.onnx")).hasBinaryContent(CONTENT);
        assertThat(told).isSorted().last().isEqualTo(1.0);
        assertThat(stages).contains("downloading", "checking", "proving");
        assertThat(visible()).containsExactly("mine.installed", "mine.onnx");
        assertThat(record.files()).containsExactly(new ModelFile("mine.onnx", SIZE, HASH, server.at("/whole")));
        assertThat(ModelRecord.find(folder(), "mine")).contains(record);
        assertNoPart();
    }

    @Test
    void hashInUpperCase_isTheSameHash() {
        installer().install(link("/whole", HASH.toUpperCase(Locale.ROOT), null), InstallProgress.NONE);
        assertThat(visible()).contains("mine.onnx");
    }

    @Test
    void connectionCutAtRandomPlaces_isContinuedUntilAllIsHere() {
        install("/flaky");
        assertThat(folder().resolve("mine.onnx")).hasBinaryContent(CONTENT);
        assertThat(server.requests()).hasSizeGreaterThan(3);
        assertThat(server.requests().subList(1, server.requests().size()))
                .allMatch(request -> request.matches("/flaky bytes=\\d+- \"v1\""));
    }

    @Test
    void serverThatDies_leavesNothingVisible_andAnotherInstallerContinues() throws IOException {
        assertFails("/dying", ErrorCode.SOURCE_UNAVAILABLE);
        assertNothingInstalled();
        long have = CONTENT.length / 3;
        assertThat(Files.size(folder().resolve(".part/mine/mine.onnx"))).isEqualTo(have);
        install("/ranges");
        assertThat(folder().resolve("mine.onnx")).hasBinaryContent(CONTENT);
        assertThat(server.requests()).containsExactly("/ranges bytes=" + have + "-");
        assertNoPart();
    }

    @Test
    void serverThatAlwaysCutsAndKnowsNoRanges_leavesNoPartEither() {
        assertFails("/cut", ErrorCode.SOURCE_UNAVAILABLE);
        assertNothingInstalled();
        assertThat(folder().resolve(".part/mine/mine.onnx")).doesNotExist();
    }

    @Test
    void serverWithoutRanges_isAskedForAllOfItAgain() {
        install("/no-ranges");
        assertThat(folder().resolve("mine.onnx")).hasBinaryContent(CONTENT);
        assertThat(server.requests()).containsExactly("/no-ranges", "/no-ranges", "/no-ranges");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/changing", "/rude"})
    void fileThatChangesBetweenTwoParts_isFetchedAnew(String path) {
        install(path);
        assertThat(folder().resolve("mine.onnx")).hasBinaryContent(CONTENT);
        assertThat(server.requests().get(1)).endsWith("- \"old\"");
    }

    @Test
    void beginningOfAnotherFile_isThrownAwayAndFetchedAgain() throws IOException {
        leavePart(new byte[5000]);
        install("/ranges");
        assertThat(folder().resolve("mine.onnx")).hasBinaryContent(CONTENT);
        assertThat(server.requests()).containsExactly("/ranges bytes=5000-", "/ranges");
    }

    @Test
    void killedAfterTheLastByte_onlyChecks() throws IOException {
        leavePart(CONTENT);
        install("/ranges");
        assertThat(folder().resolve("mine.onnx")).hasBinaryContent(CONTENT);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void partOfAnotherOrder_isForgotten() throws IOException {
        leavePart(CONTENT);
        Files.writeString(folder().resolve(".part/mine/_order"), "mine.onnx " + "0".repeat(64) + "\n");
        install("/ranges");
        assertThat(server.requests()).containsExactly("/ranges");
    }

    @Test
    void cancelledDownload_continuesToo() {
        InstallProgress impatient = (fraction, stage) -> {
            if (fraction > 0.1) {
                throw new CancellationException();
            }
        };
        assertThatThrownBy(() -> installer().install(entry("/whole"), impatient))
                .isInstanceOf(CancellationException.class);
        assertThat(visible()).isEmpty();
        install("/ranges");
        assertThat(server.requests()).singleElement().asString().startsWith("/ranges bytes=");
    }

    @Test
    void waitForASilentServer_canBeEnded() {
        InstallProgress impatient = new InstallProgress() {
            private int calls;

            @Override
            public void at(double fraction, String stage) {
                if (++calls > 3) {
                    throw new CancellationException();
                }
            }
        };
        assertThatThrownBy(() -> installer().install(entry("/endless"), impatient))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void secondInstallationOfTheSameModel_waitsForAnotherTime() throws IOException {
        try (PartArea busy = PartArea.open(folder(), "mine")) {
            assertThat(busy.file("x")).doesNotExist();
            assertFails("/ranges", ErrorCode.UNAVAILABLE, "already");
        }
        install("/ranges");
    }

    @Test
    void redirects_areFollowed_butNotForEverAndNotToFiles() {
        assertFails("/chain?6", ErrorCode.SOURCE_REFUSED, "redirects");
        assertFails("/circle", ErrorCode.SOURCE_REFUSED, "redirects");
        assertFails("/to-file", ErrorCode.SOURCE_REFUSED, "redirects");
        install("/chain?5");
    }

    @Test
    void privateAddresses_areRefusedUnlessAllowed_onEveryRedirect() {
        AddressRule none = AddressRule.publicOr(Set.of());
        assertThatThrownBy(() -> installer(none).install(entry("/whole"), InstallProgress.NONE))
                .satisfies(error -> assertCode(error, ErrorCode.ADDRESS_REFUSED))
                .hasMessageContaining("loopback");
        AddressRule thisOne = AddressRule.publicOr(Set.of(server.authority()));
        assertThatThrownBy(() -> installer(thisOne).install(entry("/inside"), InstallProgress.NONE))
                .satisfies(error -> assertCode(error, ErrorCode.ADDRESS_REFUSED));
        installer(thisOne).install(entry("/moved"), InstallProgress.NONE);
        assertThat(visible()).contains("mine.onnx");
    }

    @Test
    void wrongHash_leavesNothingBehindAndKeepsTheOldModel() throws IOException {
        install("/whole");
        String wrong = "0".repeat(64);
        assertThatThrownBy(() -> installer().install(link("/whole", wrong, null), InstallProgress.NONE))
                .satisfies(error -> assertCode(error, ErrorCode.MODEL_REFUSED))
                .hasMessageContainingAll(wrong, HASH);
        assertThat(visible()).containsExactly("mine.installed", "mine.onnx");
        assertThat(folder().resolve("mine.onnx")).hasBinaryContent(CONTENT);
        assertNoPart();
    }

    @Test
    void wrongSize_isRefusedBeforeAnythingIsFetched() throws IOException {
        assertThatThrownBy(() -> installer().install(link("/whole", HASH, 1234L), InstallProgress.NONE))
                .satisfies(error -> assertCode(error, ErrorCode.MODEL_REFUSED))
                .hasMessageContainingAll("1234", String.valueOf(SIZE));
        assertNothingInstalled();
        assertNoPart();
    }

    @Test
    void serverThatAnnouncesMoreThanItHas_isUnavailableOrWhole_neverHalf() throws IOException {
        assertThatThrownBy(() -> installer().install(link("/too-long", HASH, null), InstallProgress.NONE))
                .satisfies(error -> assertCode(error, ErrorCode.SOURCE_UNAVAILABLE));
        assertNothingInstalled();
    }

    @Test
    void serverThatRecovers_isAskedAgain() {
        install("/recovering");
        assertThat(folder().resolve("mine.onnx")).hasBinaryContent(CONTENT);
    }

    @Test
    void answersThatSayNo_haveTheirCodes_andHideTheQuery() throws IOException {
        assertFails("/missing?token=secret", ErrorCode.SOURCE_REFUSED, "404");
        assertThatThrownBy(() -> install("/missing?token=secret")).hasMessageNotContaining("secret");
        assertFails("/busy", ErrorCode.RATE_LIMITED, "429");
        assertFails("/down", ErrorCode.SOURCE_UNAVAILABLE, "503");
        assertNothingInstalled();
    }

    @Test
    void deadLink_isUnavailable() throws IOException {
        URI dead;
        try (ServerSocket closedAtOnce = new ServerSocket(0)) {
            dead = URI.create("http://127.0.0.1:" + closedAtOnce.getLocalPort() + "/x");
        }
        assertThatThrownBy(() ->
                        installer().install(CatalogueEntry.ofLink("mine", dead, HASH, null), InstallProgress.NONE))
                .satisfies(error -> assertCode(error, ErrorCode.SOURCE_UNAVAILABLE));
    }

    @Test
    void serverThatFallsSilent_runsIntoTheStallLimit() throws IOException {
        DownloadSettings hasty =
                new DownloadSettings(Duration.ofMillis(300), 1, Duration.ZERO, Duration.ZERO, AddressRule.anywhere());
        ModelInstaller installer = new ModelInstaller(folder(), models, hasty);
        assertThatThrownBy(() -> installer.install(entry("/endless"), InstallProgress.NONE))
                .satisfies(error -> assertCode(error, ErrorCode.TIMEOUT))
                .hasMessageContaining("continues");
        assertNothingInstalled();
    }

    @Test
    void diskWithoutRoom_isNoticedBeforeTheFirstByte() throws IOException {
        assertThatThrownBy(() -> installer(diskWith(1000, null)).install(entry("/whole"), InstallProgress.NONE))
                .satisfies(error -> assertCode(error, ErrorCode.UNAVAILABLE))
                .hasMessageContaining("there are 1000");
        assertNothingInstalled();
    }

    @Test
    void diskThatFillsUp_isToldAndLeavesNothing() throws IOException {
        leavePart(new byte[5000]);
        Disk full = diskWith(Long.MAX_VALUE, "No space left on device");
        assertThatThrownBy(() -> installer(full).install(entry("/ranges"), InstallProgress.NONE))
                .satisfies(error -> assertCode(error, ErrorCode.UNAVAILABLE))
                .hasMessageContaining("No space left on device");
        assertNothingInstalled();
        assertNoPart();
    }

    @Test
    void fileThatIsNoModel_isNeverInstalled() throws IOException {
        byte[] text = "not really weights".getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("text.bin"), text);
        CatalogueEntry entry = CatalogueEntry.ofLink("mine", file.toUri(), sha256(text), null);
        assertThatThrownBy(() -> installer().install(entry, InstallProgress.NONE))
                .satisfies(error -> assertCode(error, ErrorCode.MODEL_REFUSED));
        assertNothingInstalled();
        assertNoPart();
    }

    @Test
    void modelWithOtherStemsThanPromised_isRefused() throws IOException {
        CatalogueEntry six = new CatalogueEntry(
                "mine",
                "",
                "",
                "",
                List.of("drums", "bass", "other", "vocals", "guitar", "piano"),
                "MIT",
                "",
                null,
                entry("/whole").files(),
                null);
        assertThatThrownBy(() -> installer().install(six, InstallProgress.NONE))
                .satisfies(error -> assertCode(error, ErrorCode.MODEL_REFUSED))
                .hasMessageContaining("guitar");
        assertNothingInstalled();
    }

    @Test
    void bag_appearsWithAllItsMembers_andReusesWhatIsThere() throws IOException {
        Files.createDirectories(folder());
        Files.write(folder().resolve("one.onnx"), CONTENT); // as a kill between two moves leaves it
        CatalogueEntry bag = new CatalogueEntry(
                "bag",
                "",
                "",
                "",
                List.of(),
                "MIT",
                "Ask first.",
                URI.create("https://models.example/bag"),
                List.of(file("one.onnx", "/missing"), file("two.onnx", "/ranges")),
                new Bag(
                        List.of("one.onnx", "two.onnx"),
                        List.of(List.of(1.0, 0.0, 0.0, 0.0), List.of(0.0, 1.0, 1.0, 1.0))));
        ModelRecord record = installer().install(bag, InstallProgress.NONE);
        assertThat(visible()).containsExactly("bag.installed", "bag.json", "one.onnx", "two.onnx");
        assertThat(record.files()).extracting(ModelFile::name).last().isEqualTo("bag.json");
        assertThat(record.licenceNote()).isEqualTo("Ask first.");
        assertThat(models.prove(folder().resolve("bag.json"))).hasSize(4);
        assertThat(new ModelVerifier(folder(), models).verify("bag").problems()).isEmpty();
    }

    @Test
    void fileOfAnotherModel_isNeverReplaced() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("one.onnx"), "somebody's own");
        CatalogueEntry bag = new CatalogueEntry(
                "bag",
                "",
                "",
                "",
                List.of(),
                "MIT",
                "",
                null,
                List.of(file("one.onnx", "/ranges")),
                new Bag(List.of("one.onnx"), List.of()));
        assertThatThrownBy(() -> installer().install(bag, InstallProgress.NONE))
                .satisfies(error -> assertCode(error, ErrorCode.CONFLICT));
        assertThat(folder().resolve("one.onnx")).hasContent("somebody's own");
        assertThat(visible()).containsExactly("one.onnx");
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
        assertThatThrownBy(() -> installer()
                        .install(CatalogueEntry.ofLink(name, URI.create(link), hash, null), InstallProgress.NONE))
                .satisfies(error -> assertCode(error, ErrorCode.INVALID_REQUEST));
    }

    private void assertFails(String path, ErrorCode code, String... parts) {
        assertThatThrownBy(() -> install(path))
                .satisfies(error -> assertCode(error, code))
                .hasMessageContainingAll(parts.length == 0 ? new String[] {""} : parts);
    }

    private static void assertCode(Throwable error, ErrorCode code) {
        assertThat(error).isInstanceOf(AlchemyException.class);
        assertThat(((AlchemyException) error).code()).as(error.getMessage()).isEqualTo(code);
    }

    private void install(String path) {
        installer().install(entry(path), InstallProgress.NONE);
    }

    private CatalogueEntry entry(String path) {
        return link(path, HASH, SIZE);
    }

    private CatalogueEntry link(String path, String hash, @Nullable Long size) {
        return CatalogueEntry.ofLink("mine", server.at(path), hash, size);
    }

    private ModelFile file(String name, String path) {
        return new ModelFile(name, SIZE, HASH, server.at(path));
    }

    private ModelInstaller installer() {
        return installer(AddressRule.anywhere());
    }

    private ModelInstaller installer(AddressRule addresses) {
        return new ModelInstaller(folder(), models, settings(addresses));
    }

    private ModelInstaller installer(Disk disk) {
        return new ModelInstaller(folder(), models, settings(AddressRule.anywhere()), disk);
    }

    private static DownloadSettings settings(AddressRule addresses) {
        return new DownloadSettings(Duration.ofSeconds(30), 3, Duration.ofMillis(1), Duration.ofMillis(5), addresses);
    }

    private static Disk diskWith(long free, @Nullable String trouble) {
        return new Disk() {
            @Override
            public long free(Path folder) {
                return free;
            }

            @Override
            public FileChannel write(Path file) throws IOException {
                if (trouble != null) {
                    throw new IOException(trouble);
                }
                return Disk.REAL.write(file);
            }
        };
    }

    private void leavePart(byte[] bytes) throws IOException {
        Path area = Files.createDirectories(folder().resolve(".part/mine"));
        Files.writeString(area.resolve("_order"), "mine.onnx " + HASH + "\n");
        Files.write(area.resolve("mine.onnx"), bytes);
    }

    private void assertNothingInstalled() {
        assertThat(visible()).isEmpty();
        assertThat(models.names()).isEmpty();
    }

    private void assertNoPart() {
        assertThat(folder().resolve(".part/mine")).doesNotExist();
    }

    private List<String> visible() {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".part"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder() {
        return folder.resolve("models");
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
