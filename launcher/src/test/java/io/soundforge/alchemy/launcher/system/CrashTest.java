package io.soundforge.alchemy.launcher.system;

import static io.soundforge.alchemy.launcher.system.ApiClient.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What survives when a real server process ends: at once, politely, or twice on one folder. */
@Tag("slow")
class CrashTest {
    private static final String OPTIONS = "{\"format\":\"wav\",\"bitDepth\":\"32f\"}";

    @TempDir
    Path folder;

    @Test
    void killedServer_finishesTheSongAfterTheNextStart_withTheSameBytes() throws Exception {
        Path song = Songs.demo(folder.resolve("song.wav"), 4);
        Path data = folder.resolve("data");
        String id;
        try (AlchemyProcess first = AlchemyProcess.up(data, Map.of())) {
            ApiClient client = new ApiClient(first.address());
            id = client.upload(song, OPTIONS);
            client.when(id, track -> job(track, "separate").getDouble("progress") > 10);
            first.kill();
        }
        assertThat(storedSegments(data)).isNotEmpty();

        try (AlchemyProcess second = AlchemyProcess.up(data, Map.of())) {
            ApiClient client = new ApiClient(second.address());
            JsonObject interrupted = client.settled(id);
            JsonObject uninterrupted = client.settled(client.upload(song, OPTIONS));

            assertThat(interrupted.getString("status")).isEqualTo("ready");
            assertThat(job(interrupted, "separate").getInteger("attempt")).isEqualTo(2);
            Songs.assertSameStems(client, interrupted, uninterrupted);
            assertThat(storedSegments(data)).isEmpty();
        }
    }

    @Test
    void politelyStoppedServer_givesTheJobBackWithoutBurningAnAttempt() throws Exception {
        Path data = folder.resolve("data");
        String id;
        int exitCode;
        try (AlchemyProcess first = AlchemyProcess.up(data, Map.of())) {
            ApiClient client = new ApiClient(first.address());
            id = client.upload(Songs.demo(folder.resolve("song.wav"), 4), OPTIONS);
            client.when(id, track -> job(track, "separate").getDouble("progress") > 10);
            exitCode = first.terminate();
        }
        assertThat(exitCode).isEqualTo(143); // 128 + SIGTERM
        assertThat(Files.readString(data.resolve("logs/alchemy.json")))
                .contains("job started")
                .doesNotContain("did not stop cleanly");

        try (AlchemyProcess second = AlchemyProcess.up(data, Map.of())) {
            JsonObject track = new ApiClient(second.address()).settled(id);

            assertThat(track.getString("status")).isEqualTo("ready");
            assertThat(job(track, "separate").getInteger("attempt")).isEqualTo(1);
        }
    }

    @Test
    void killedServer_goesOnWithAModelWhereItWas() throws Exception {
        Path data = folder.resolve("data");
        Path models = Files.createDirectories(folder.resolve("models"));
        try (ModelShop shop = new ModelShop()) {
            shop.writeCatalogue(models);
            Map<String, String> environment =
                    Map.of("MODELS_DIR", models.toString(), "FETCH_ALLOWED_HOSTS", shop.authority());
            String id;
            shop.hold();
            try (AlchemyProcess first = AlchemyProcess.up(data, environment)) {
                ApiClient client = new ApiClient(first.address());
                id = client.post("/api/models/download", "{\"model\":\"htdemucs\"}")
                        .getString("jobId");
                await(client, id, running -> running.getDouble("progress") > 10);
                first.kill();
            }
            shop.release();
            try (AlchemyProcess second = AlchemyProcess.up(data, environment)) {
                ApiClient client = new ApiClient(second.address());
                JsonObject done = await(client, id, ended -> ended.getString("finishedAt") != null);

                assertThat(done.getString("status")).as(done.encode()).isEqualTo("completed");
                assertThat(done.getInteger("attempt")).isEqualTo(2);
                assertThat(shop.ranges()).hasSize(2).last().asString().startsWith("bytes=");
                assertThat(client.text("/api/models")).contains("\"id\":\"htdemucs\"");
                assertThat(models.resolve("htdemucs.onnx")).exists();
            }
        }
    }

    private static JsonObject await(ApiClient client, String job, Predicate<JsonObject> condition) {
        return Awaitility.await()
                .atMost(ApiClient.PATIENCE)
                .until(() -> new JsonObject(client.text("/api/jobs/" + job)), condition);
    }

    @Test
    void secondServerOnTheSameFolder_isRefusedClearly() throws Exception {
        Path data = folder.resolve("data");
        try (AlchemyProcess first = AlchemyProcess.up(data, Map.of())) {
            first.address();
            try (AlchemyProcess second = AlchemyProcess.up(data, Map.of())) {
                assertThat(second.exitCode()).isNotZero();
                assertThat(second.told()).contains("in use");
            }
            assertThat(new ApiClient(first.address()).text("/health")).contains("\"ok\"");
        }
    }

    private static List<Path> storedSegments(Path data) throws Exception {
        try (Stream<Path> files = Files.walk(data.resolve("audio/scratch"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("-segments"))
                    .toList();
        }
    }
}
