package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.mesh.MeshStarter;
import io.soundforge.alchemy.launcher.server.HostedServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads in parts with the client library that pages use, unchanged. */
@Tag("node")
class TusClientTest {
    private static final Path SCRIPTS = Path.of("src", "test", "node").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void uploadThatWasStopped_goesOn_andArrivesUnchanged() throws Exception {
        Path song = Songs.demo(folder.resolve("song.wav"), 2);
        try (HostedServer server = HostedServer.start(
                ConfigReader.read(Map.of()).onPort(0),
                new DataFolder(PreparedData.in(folder.resolve("data"))),
                List.of(),
                new MeshStarter())) {
            Client client = new Client(server.address(), song, 300_000, Files.size(song) / 2, "", 0);

            assertThat(client.exitCode()).as(client.told()).isZero();
            assertThat(client.events("stopped")).hasSize(1);
            assertThat(client.events("response").stream()
                            .filter(event -> event.getString(1).equals("PATCH"))
                            .count())
                    .isGreaterThan(3);
            assertArrived(new ApiClient(server.address()), client, song);
        }
    }

    @Test
    void serverThatWasKilledHalfWay_goesOnWhereItWas() throws Exception {
        Path song = Songs.demo(folder.resolve("song.wav"), 4);
        long half = Files.size(song) / 2; // more than what is made safe at a time
        Path data = PreparedData.in(folder.resolve("data"));
        String upload;
        try (AlchemyProcess first = AlchemyProcess.up(data, Map.of());
                Client client = new Client(first.address(), song, 1_000_000_000, 0, "", half)) {
            Awaitility.await().atMost(ApiClient.PATIENCE).until(() -> !client.events("url")
                    .isEmpty());
            upload = URI.create(client.events("url").get(0).getString(1)).getPath();
            ApiClient api = new ApiClient(first.address());
            Awaitility.await().atMost(ApiClient.PATIENCE).until(() -> offset(api, upload) > 0);
            first.kill();
        }
        try (AlchemyProcess second = AlchemyProcess.up(data, Map.of())) {
            ApiClient api = new ApiClient(second.address());
            long survived = offset(api, upload);
            Client client = new Client(second.address(), song, 1_000_000_000, 0, second.address() + upload, 0);

            assertThat(survived).isPositive().isLessThan(Files.size(song));
            assertThat(client.exitCode()).as(client.told()).isZero();
            assertThat(client.events("response").get(0).getString(1)).isEqualTo("HEAD");
            assertThat(client.events("response").get(0).getString(3)).isEqualTo(Long.toString(survived));
            assertArrived(api, client, song);
        }
    }

    private static long offset(ApiClient api, String upload) throws IOException, InterruptedException {
        return new JsonObject(api.text(upload)).getLong("offset");
    }

    private static void assertArrived(ApiClient api, Client client, Path song) throws Exception {
        String track = client.events("success").get(0).getString(1);
        api.when(track, known -> known.getString("audioUrl") != null);

        assertThat(sha256(api.bytes("/api/tracks/" + track + "/audio"))).isEqualTo(sha256(Files.readAllBytes(song)));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** The script, running. */
    private final class Client implements AutoCloseable {
        private final Path output;
        private final Process process;

        Client(URI server, Path file, long chunk, long stopAfter, String upload, long standAfter) throws IOException {
            output = Files.createTempFile(folder, "upload", ".txt");
            process = new ProcessBuilder(
                            "node",
                            SCRIPTS.resolve("upload.mjs").toString(),
                            server.toString(),
                            file.toString(),
                            Long.toString(chunk),
                            Long.toString(stopAfter),
                            upload,
                            Long.toString(standAfter))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        }

        List<JsonArray> events(String name) throws IOException {
            return Files.readAllLines(output).stream()
                    .filter(line -> line.startsWith("[\"" + name + "\"") && line.endsWith("]"))
                    .map(JsonArray::new)
                    .toList();
        }

        String told() throws IOException {
            return Files.readString(output);
        }

        int exitCode() throws InterruptedException {
            assertThat(process.waitFor(ApiClient.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
