package io.soundforge.alchemy.launcher.system;

import static io.soundforge.alchemy.launcher.system.ApiClient.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.launcher.embedded.EmbeddedPostgres;
import io.soundforge.alchemy.launcher.embedded.EmbeddedRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mesh in three processes that share a PostgreSQL, a Redis and a folder of audio. */
@Tag("slow")
class ClusterTest {
    private static final String OPTIONS = "{\"format\":\"wav\",\"bitDepth\":\"32f\"}";
    private static final String EDGE = "gateway,websocket";
    private static final String SOURCES = "download,analysis,spotify";
    private static final String WORKER = "processing";

    @TempDir
    static Path shared;

    private static EmbeddedPostgres postgres;
    private static EmbeddedRedis redis;

    @TempDir
    Path folder;

    private final List<Integer> ports;

    ClusterTest() throws IOException {
        ports = FreePorts.find(4);
    }

    @BeforeAll
    static void startDatabases() {
        postgres = EmbeddedPostgres.start(shared.resolve("postgres"), shared.resolve("logs"));
        redis = EmbeddedRedis.start(shared.resolve("redis"), shared.resolve("logs"));
    }

    @AfterAll
    static void stopDatabases() {
        redis.close();
        postgres.close();
    }

    @Test
    void workerKilledInTheMiddle_isReplacedByAnother_whichFinishesTheSongWithTheSameBytes() throws Exception {
        try (AlchemyProcess edge = node("edge", EDGE, 0);
                AlchemyProcess sources = node("sources", SOURCES, 1)) {
            ApiClient client = new ApiClient(edge.address());
            sources.address();
            LiveListener live = LiveListener.connect(edge.address());
            String id;
            try (AlchemyProcess worker = node("worker", WORKER, 2)) {
                worker.address();
                seenTogether(client, "gateway+websocket", "spotify+download+analysis", "processing");
                id = client.upload(Songs.demo(folder.resolve("song.wav"), 4), OPTIONS);
                live.subscribe(id);
                client.when(id, track -> job(track, "separate").getDouble("progress") > 10);
                worker.kill();
            }

            try (AlchemyProcess other = node("other", WORKER, 2)) {
                other.address();
                JsonObject interrupted = client.settled(id);
                assertThat(interrupted.getString("status")).isEqualTo("ready");
                assertThat(job(interrupted, "separate").getInteger("attempt")).isEqualTo(2);
                Songs.assertStems(client, interrupted, undisturbed());
                Awaitility.await().atMost(ApiClient.PATIENCE).untilAsserted(() -> assertThat(live.events())
                        .contains("download:job:completed", "processing:job:completed", "analysis:job:completed"));
                seenTogether(client, "gateway+websocket", "spotify+download+analysis", "processing");
            }
        }
    }

    @Test
    void nodesThatAreAskedToStop_giveTheirWorkBackAndLeaveTogether() throws Exception {
        try (AlchemyProcess edge = node("edge", EDGE, 0);
                AlchemyProcess sources = node("sources", SOURCES, 1);
                AlchemyProcess worker = node("worker", WORKER, 2)) {
            ApiClient client = new ApiClient(edge.address());
            sources.address();
            worker.address();
            seenTogether(client, "gateway+websocket", "spotify+download+analysis", "processing");
            String id = client.upload(Songs.demo(folder.resolve("song.wav"), 4), OPTIONS);
            client.when(id, track -> job(track, "separate").getDouble("progress") > 10);
            assertThat(worker.terminate()).isEqualTo(143); // 128 + SIGTERM

            try (AlchemyProcess other = node("other", WORKER, 2)) {
                other.address();
                assertThat(job(client.settled(id), "separate").getInteger("attempt"))
                        .isEqualTo(1);

                List<AlchemyProcess> all = List.of(edge, sources, other);
                all.forEach(AlchemyProcess::askToStop);
                for (AlchemyProcess one : all) {
                    assertThat(one.exitCode()).isEqualTo(143);
                }
            }
            for (String name : List.of("edge", "sources", "worker", "other")) {
                assertThat(Files.readString(folder.resolve(name).resolve("logs/alchemy.json")))
                        .doesNotContain("did not stop cleanly")
                        .doesNotContain("going down took longer");
            }
        }
    }

    @Test
    void idleWorker_computesSegmentsOfTheOther_withTheSameBytes() throws Exception {
        try (AlchemyProcess edge = node("edge", EDGE, 0);
                AlchemyProcess sources = node("sources", SOURCES, 1);
                AlchemyProcess one = node("one", WORKER, 2);
                AlchemyProcess other = node("other", WORKER, 3)) {
            ApiClient client = new ApiClient(edge.address());
            sources.address();
            one.address();
            other.address();
            seenTogether(client, "gateway+websocket", "spotify+download+analysis", "processing", "processing");

            JsonObject track = client.settled(client.upload(Songs.demo(folder.resolve("song.wav"), 12), OPTIONS));

            String job = job(track, "separate").getString("id");
            JsonObject result = new JsonObject(
                            client.text("/api/tracks/" + track.getString("id") + "/separations/" + job))
                    .getJsonObject("result");
            assertThat(result.getInteger("segmentsComputed")).isPositive();
            assertThat(result.getInteger("segmentsFromShelf")).isPositive();
            Songs.assertStems(client, track, undisturbed());
        }
    }

    /** The stems of a run of one process in a folder of its own. */
    private Map<String, byte[]> undisturbed() throws Exception {
        Path out = folder.resolve("undisturbed");
        OfflineProcess.separate(folder.resolve("song.wav"), out, folder.resolve("undisturbed-data"))
                .done();
        return OfflineProcess.stems(out);
    }

    private AlchemyProcess node(String name, String roles, int port) throws IOException {
        Map<String, String> environment = Map.of(
                "DATABASE_URL",
                postgres.uri(),
                "REDIS_URL",
                redis.uri(),
                "AUDIO_DATA_PATH",
                folder.resolve("audio").toString(),
                "CLUSTER_PORT",
                ports.get(port).toString(),
                "CLUSTER_MEMBERS",
                ports.stream().map(member -> "127.0.0.1:" + member).collect(Collectors.joining(",")));
        return AlchemyProcess.up(folder.resolve(name), environment, "--roles", roles, "--cluster");
    }

    /** Waits until the gateway sees these nodes and no others, and as many members of the cluster. */
    private static void seenTogether(ApiClient client, String... roles) {
        Awaitility.await().atMost(ApiClient.PATIENCE).untilAsserted(() -> {
            JsonObject cluster = new JsonObject(client.text("/api/cluster"));
            assertThat(cluster.getJsonArray("nodes").stream().map(ClusterTest::rolesOf))
                    .containsExactlyInAnyOrder(roles);
            assertThat(cluster.getJsonArray("members")).hasSize(roles.length);
        });
    }

    private static String rolesOf(Object node) {
        JsonArray roles = ((JsonObject) node).getJsonArray("roles");
        return roles.stream().map(String::valueOf).collect(Collectors.joining("+"));
    }
}
