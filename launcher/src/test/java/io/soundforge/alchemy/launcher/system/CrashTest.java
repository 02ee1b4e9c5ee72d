package io.soundforge.alchemy.launcher.system;

import static io.soundforge.alchemy.launcher.system.ApiClient.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What survives when a real server process ends: at once, politely, or twice on one folder. */
@Tag("slow")
class CrashTest {
    private static final String SEGMENT = "\\d+-[a-z]+\\.f32";
    /** {@code -Dalchemy.crashes=20} for more. */
    private static final int CRASHES = Integer.getInteger("alchemy.crashes", 6);

    private static final String OPTIONS = "{\"format\":\"wav\",\"bitDepth\":\"32f\"}";

    @TempDir
    Path folder;

    @Test
    void killedServer_finishesTheSongAfterTheNextStart_withTheSameBytes() throws Exception {
        Path song = Songs.demo(folder.resolve("song.wav"), 2);
        Path data = PreparedData.in(folder.resolve("data"));
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

            assertThat(interrupted.getString("status")).isEqualTo("ready");
            assertThat(job(interrupted, "separate").getInteger("attempt")).isEqualTo(2);
            assertThat(result(client, interrupted).getInteger("segmentsFromShelf"))
                    .isPositive();
            Songs.assertStems(client, interrupted, uninterrupted(song));
        }
    }

    /** Most die while they compute, some as soon as their work is known, some while they write the stems. */
    @Test
    void separationKilledAgainAndAgain_givesTheBytesOfAnUninterruptedOne() throws Exception {
        Path song = Songs.demo(folder.resolve("song.wav"), 1);
        Map<String, byte[]> expected = uninterrupted(song);
        int all = storedSegments(folder.resolve("uninterrupted-data")).size();
        assertThat(all).isPositive();
        Path data = folder.resolve("killed-data");
        Path out = folder.resolve("killed-out");
        Random random = new Random(20);
        int struck = 0;
        for (int kill = 0; kill < CRASHES; kill++) {
            boolean complete = storedSegments(data).size() == all;
            boolean early = random.nextInt(3) == 0;
            Supplier<Set<Path>> signs = early
                    ? () -> files(data.resolve("segments/open"), "[^.].*\\.json")
                    : complete ? () -> files(out, ".*\\.wav") : () -> storedSegments(data);
            struck += killedAtASign(OfflineProcess.separate(song, out, data), signs) ? 1 : 0;
        }
        assertThat(struck).as("processes that were killed at work").isGreaterThanOrEqualTo(CRASHES * 3 / 4);
        OfflineProcess.separate(song, out, data).done();

        Map<String, byte[]> survived = OfflineProcess.stems(out.resolve("song"));
        assertThat(survived)
                .hasSize(4)
                .allSatisfy((type, bytes) -> assertThat(bytes).as(type).isEqualTo(expected.get(type)));
    }

    private static boolean killedAtASign(OfflineProcess process, Supplier<Set<Path>> signs)
            throws InterruptedException {
        Set<Path> before = signs.get();
        Awaitility.await()
                .atMost(ApiClient.PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !process.alive() || !before.containsAll(signs.get()));
        return process.kill();
    }

    @Test
    void sameSongAgain_isReadyAtOnce_andSaysSo() throws Exception {
        Path song = Songs.demo(folder.resolve("song.wav"), 1);
        try (AlchemyProcess server = AlchemyProcess.up(PreparedData.in(folder.resolve("data")), Map.of())) {
            ApiClient client = new ApiClient(server.address());
            JsonObject first = client.settled(client.upload(song, OPTIONS));
            JsonObject second = client.settled(client.upload(song, OPTIONS));

            assertThat(result(client, first).getBoolean("reused")).isFalse();
            assertThat(result(client, second).getBoolean("reused")).isTrue();
            assertThat(client.delete("/api/tracks/" + first.getString("id"))).isEqualTo(204);
            Songs.assertStems(client, second, uninterrupted(song));
        }
    }

    /** The stems of a run of another process in a folder of its own. */
    private Map<String, byte[]> uninterrupted(Path song) throws Exception {
        Path out = folder.resolve("uninterrupted");
        if (!Files.exists(out)) {
            OfflineProcess.separate(song, out, folder.resolve("uninterrupted-data"))
                    .done();
        }
        return OfflineProcess.stems(out);
    }

    private static JsonObject result(ApiClient client, JsonObject track) throws Exception {
        String id = job(track, "separate").getString("id");
        return new JsonObject(client.text("/api/tracks/" + track.getString("id") + "/separations/" + id))
                .getJsonObject("result");
    }

    @Test
    void politelyStoppedServer_givesTheJobBackWithoutBurningAnAttempt() throws Exception {
        Path data = PreparedData.in(folder.resolve("data"));
        String id;
        int exitCode;
        try (AlchemyProcess first = AlchemyProcess.up(data, Map.of())) {
            ApiClient client = new ApiClient(first.address());
            id = client.upload(Songs.demo(folder.resolve("song.wav"), 2), OPTIONS);
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
        Path data = PreparedData.in(folder.resolve("data"));
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
        Path data = PreparedData.in(folder.resolve("data"));
        try (AlchemyProcess first = AlchemyProcess.up(data, Map.of())) {
            first.address();
            try (AlchemyProcess second = AlchemyProcess.up(data, Map.of())) {
                assertThat(second.exitCode()).isNotZero();
                assertThat(second.told()).contains("in use");
            }
            assertThat(new ApiClient(first.address()).text("/health")).contains("\"ok\"");
        }
    }

    private static Set<Path> storedSegments(Path data) {
        Set<Path> segments = files(data.resolve("segments"), SEGMENT);
        segments.addAll(files(data.resolve("audio/shared/segments"), SEGMENT));
        return segments;
    }

    /** Files below a folder in which processes make and remove others meanwhile. */
    private static Set<Path> files(Path top, String name) {
        Set<Path> found = new HashSet<>();
        try {
            Files.walkFileTree(top, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (String.valueOf(file.getFileName()).matches(name)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
