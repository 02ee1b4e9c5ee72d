package io.soundforge.alchemy.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.soundforge.alchemy.audio.inference.DeviceWish;
import io.soundforge.alchemy.audio.inference.SessionSettings;
import io.soundforge.alchemy.audio.inference.TinyModels;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.config.ConfigReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of this machine: memory, ports, folders, disk, ffmpeg, models, configuration. */
class MachineChecksTest {
    private static final String LOOPBACK = "127.0.0.1";
    private static final long MIB = 1L << 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "512, 1024, 0, OK",
        "128, 8000, 0, WARNING",
        "512, 700, 0, WARNING",
        "512, 300, 0, PROBLEM",
        "1024, 8000, 316, OK",
        "1024, 3500, 316, WARNING",
        "512, 1500, 316, PROBLEM"
    })
    void memory_isJudgedByTheModel(long heap, long machine, long model, Status expected) {
        assertThat(only(new MemoryCheck(heap * MIB, machine * MIB, "m", model * MIB))
                        .status())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"5.0, OK", "4.9, WARNING", "1.0, WARNING", "0.9, PROBLEM"})
    void disk_isJudgedByWhatASongNeeds(double gib, Status expected) {
        assertThat(only(new DiskCheck("disk", folder, (long) (gib * (1L << 30))))
                        .status())
                .isEqualTo(expected);
    }

    @Test
    void disk_ofAFolderThatIsNotThereYet_isThatOfItsParent() {
        assertThat(DiskCheck.of("disk", folder.resolve("a/b")).place()).isEqualTo(folder.toAbsolutePath());
    }

    @Test
    void segments_areCountedAgainstTheirBudget() throws Exception {
        Path shelf = folder.resolve("segments");
        assertThat(only(new SegmentsCheck(shelf, 1L << 30)).found()).contains("0.0 of 1.0 GiB");

        Files.write(Files.createDirectories(shelf.resolve("address")).resolve("0.f32"), new byte[64 << 20]);

        assertThat(only(new SegmentsCheck(shelf, 1L << 30)).found()).contains("0.1 of 1.0 GiB");
    }

    @Test
    void port_thatIsFree_isFine() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(only(new PortCheck("PORT", LOOPBACK, port, true, false)).status())
                .isEqualTo(Status.OK);
    }

    @Test
    void port_ofSomebodyElse_isAProblemOnlyWhereItIsNeeded() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();

            Finding needed = only(new PortCheck("PORT", LOOPBACK, port, true, false));
            Finding spare = only(new PortCheck("LEGACY_WS_PORT", LOOPBACK, port, false, false));

            assertThat(needed.status()).isEqualTo(Status.PROBLEM);
            assertThat(needed.action()).contains("PORT", "--port");
            assertThat(spare.status()).isEqualTo(Status.WARNING);
            assertThat(spare.action()).contains("LEGACY_WS_PORT=off");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"ok\",\"services\":{\"apiGateway\":\"up\"}}",
                "{\"status\":\"ok\",\"roles\":[\"processing\"]}"
            })
    void port_ofTheRunningServer_isFineWhenTheFolderIsItsOwn(String health) throws Exception {
        HttpServer server = server(health);
        try {
            int port = server.getAddress().getPort();

            assertThat(only(new PortCheck("PORT", LOOPBACK, port, true, true)).status())
                    .isEqualTo(Status.OK);
            assertThat(only(new PortCheck("PORT", LOOPBACK, port, true, false)).status())
                    .isEqualTo(Status.PROBLEM);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'port,legacy-port'",
        "'gateway', 'port'",
        "'gateway,websocket', 'port,legacy-port'",
        "'websocket', 'legacy-port'",
        "'processing', ''"
    })
    void ports_areThoseOfTheRoles(String roles, String expected) {
        AlchemyConfig config = ConfigReader.read(Map.of("ROLES", roles));

        List<String> names =
                PortCheck.of(config, false).stream().map(PortCheck::name).toList();

        assertThat(String.join(",", names)).isEqualTo(expected);
    }

    @Test
    void port_ofAWorkerThatIsGivenOne_isChecked() {
        AlchemyConfig config = ConfigReader.read(Map.of("ROLES", "websocket", "PORT", "3106"));

        assertThat(PortCheck.of(config, false)).extracting(PortCheck::port).containsExactly(3106);
    }

    @Test
    void port_ofAnotherProgramWhileAServerRuns_isAProblem() throws Exception {
        HttpServer server = server("hello");
        try {
            assertThat(only(new PortCheck("PORT", LOOPBACK, server.getAddress().getPort(), true, true))
                            .status())
                    .isEqualTo(Status.PROBLEM);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void folder_thatCanBeMade_isFineAndNotMade() {
        Path wanted = folder.resolve("a/b");

        assertThat(only(new FolderCheck("data-folder", "ALCHEMY_HOME", wanted)).status())
                .isEqualTo(Status.OK);
        assertThat(wanted).doesNotExist();
    }

    @Test
    void folder_withAFileInItsPlace_isAProblem() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        Finding finding = only(new FolderCheck("audio-folder", "AUDIO_DATA_PATH", file.resolve("audio")));

        assertThat(finding.status()).isEqualTo(Status.PROBLEM);
        assertThat(finding.found()).contains(file.toString());
        assertThat(finding.action()).contains("AUDIO_DATA_PATH");
    }

    @Test
    void folder_insideTheCheckout_isAWarning() {
        Path inside = Path.of("target", "somewhere").toAbsolutePath();

        assertThat(only(new FolderCheck("data-folder", "ALCHEMY_HOME", inside)).status())
                .isEqualTo(Status.WARNING);
    }

    @Test
    void ffmpeg_thatIsNoFfmpeg_isAProblem() throws Exception {
        Path script = Files.writeString(folder.resolve("ffmpeg"), "#!/bin/sh\necho something else\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        Finding finding = only(new FfmpegCheck(script, List.of(), folder.resolve("tools")));

        assertThat(finding.status()).isEqualTo(Status.PROBLEM);
        assertThat(finding.action()).contains("FFMPEG_BIN");
    }

    @Test
    void ffmpeg_whenNoneIsInstalled_isTheBundledOneWithEverythingNeeded() throws Exception {
        Path tools = folder.resolve("tools");

        assertThat(only(new FfmpegCheck(null, List.of(folder), tools)).found()).contains("unpacked at first use");
        assertThat(tools).doesNotExist();

        Files.createDirectories(tools);
        Finding finding = only(new FfmpegCheck(null, List.of(folder), tools));
        assertThat(finding.status()).as(finding.found()).isEqualTo(Status.OK);
        assertThat(finding.found()).contains("the bundled one, version");
    }

    @Test
    void models_none_isAWarningThatSaysHowToInstall() {
        Finding finding = only(new ModelsCheck(folder, null, new SessionSettings(1)));

        assertThat(finding.status()).isEqualTo(Status.WARNING);
        assertThat(finding.action()).contains("alchemy models pull htdemucs");
    }

    @Test
    void models_aGoodAndABrokenOne_areToldApart() throws Exception {
        TinyModels.identity(folder.resolve("good.onnx"), 4, 4096);
        Files.writeString(folder.resolve("broken.onnx"), "no model");

        List<Finding> findings = new ModelsCheck(folder, null, new SessionSettings(1)).look();

        assertThat(findings).extracting(Finding::status).containsExactlyInAnyOrder(Status.OK, Status.PROBLEM);
        assertThat(findings.toString())
                .contains("good opens", "on cpu (1 thread)")
                .contains("broken is refused", "alchemy models remove broken");
    }

    @Test
    void models_onADeviceThatIsNotThere_areAProblemWithTheKeyToChange() {
        TinyModels.identity(folder.resolve("good.onnx"), 4, 4096);

        Finding finding = only(new ModelsCheck(folder, "good", new SessionSettings(1, DeviceWish.CUDA)));

        assertThat(finding.status()).isEqualTo(Status.PROBLEM);
        assertThat(finding.found()).contains("good", "cuda", "cannot be used");
        assertThat(finding.action()).contains("DEVICE=cpu");
    }

    @Test
    void models_aDefaultThatIsNotInstalled_isAProblem() {
        assertThat(new ModelsCheck(folder, "mine", new SessionSettings(1)).look())
                .extracting(Finding::status)
                .containsExactly(Status.WARNING, Status.PROBLEM);
    }

    @Test
    void configuration_withMistakes_listsAllAndChecksTheRest() throws Exception {
        Path dotEnv = Files.writeString(folder.resolve(".env"), "PORT=high\nLOG_LEVEL=loud\nDEMUCS_MODEL=mine\n");

        Settings settings = Settings.read(Map.of(), dotEnv);

        assertThat(new ConfigurationCheck(settings).look())
                .extracting(Finding::found)
                .hasSize(2)
                .anyMatch(found -> found.startsWith("PORT must be"))
                .anyMatch(found -> found.startsWith("LOG_LEVEL must be"));
        assertThat(settings.config().media().defaultModel()).isEqualTo("mine");
    }

    @Test
    void configuration_aFileThatIsNone_isAProblem() throws Exception {
        Path dotEnv = Files.writeString(folder.resolve(".env"), "what is this\n");

        assertThat(only(new ConfigurationCheck(Settings.read(Map.of(), dotEnv))).found())
                .contains("line 1 of .env");
    }

    private static HttpServer server(String answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", exchange -> {
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Finding only(Check check) {
        try {
            List<Finding> findings = check.look();
            assertThat(findings).hasSize(1);
            return findings.get(0);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
