package io.soundforge.alchemy.launcher.system;

import static io.soundforge.alchemy.launcher.system.ApiClient.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.launcher.embedded.EmbeddedPostgres;
import io.soundforge.alchemy.launcher.embedded.EmbeddedRedis;
import io.soundforge.alchemy.platform.fixture.FreePorts;
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
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The mesh in processes that share a PostgreSQL, a Redis and a folder of audio. The edge and the sources start once;
 * each test leaves one worker behind for the next, because a start costs more than what is tested.
 */
@Tag("slow")
@TestMethodOrder(OrderAnnotation.class)
class ClusterTest {
    private static final String OPTIONS = "{\"format\":\"wav\",\"bitDepth\":\"32f\"}";
    private static final String EDGE = "gateway,websocket";
    private static final String SOURCES = "download,analysis,spotify";
    private static final String WORKER = "processing";

    @TempDir
    static Path shared;

    private static EmbeddedPostgres postgres;
    private static EmbeddedRedis redis;
    private static List<Integer> ports;
    private static AlchemyProcess edge;
    private static AlchemyProcess sources;
    private static AlchemyProcess worker;
    private static ApiClient client;

    @TempDir
    Path folder;

    @BeforeAll
    static void startTogether() throws Exception {
        postgres = EmbeddedPostgres.start(PreparedData.in(shared).resolve("postgres"), shared.resolve("logs"));
        redis = EmbeddedRedis.start(shared.resolve("redis"), shared.resolve("logs"));
        ports = FreePorts.find(4);
        edge = node("edge", EDGE, 0);
        sources = node("sources", SOURCES, 1);
        worker = node("first", WORKER, 2);
        client = new ApiClient(edge.address());
        sources.address();
        worker.address();
    }

    @AfterAll
    static void stopDatabases() {
        for (AlchemyProcess process : List.of(edge, sources, worker)) {
            process.close();
        }
        redis.close();
        postgres.close();
    }

    @Test
    @Order(1)
    void workerThatIsAskedToStop_givesItsWorkBack() throws Exception {
        seenTogether("gateway+websocket", "spotify+download+analysis", "processing");
        String id = client.upload(Songs.demo(folder.resolve("song.wav"), 2), OPTIONS);
        client.when(id, track -> job(track, "separate").getDouble("progress") > 10);
        assertThat(worker.terminate()).isEqualTo(143); // 128 + SIGTERM

        worker = node("second", WORKER, 3);
        worker.address();
        JsonObject track = client.settled(id);
        assertThat(track.getString("status")).isEqualTo("ready");
        assertThat(job(track, "separate").getInteger("attempt")).isEqualTo(1);
        assertLeftCleanly("first");
    }

    @Test
    @Order(2)
    void workerKilledInTheMiddle_isReplacedByAnother_whichFinishesTheSongWithTheSameBytes() throws Exception {
        LiveListener live = LiveListener.connect(edge.address());
        String id = client.upload(Songs.demo(folder.resolve("song.wav"), 3), OPTIONS);
        live.subscribe(id);
        client.when(id, track -> job(track, "separate").getDouble("progress") > 10);
        worker.kill();

        worker = node("third", WORKER, 2);
        Map<String, byte[]> undisturbed = undisturbed(); // while the lease runs out
        worker.address();
        JsonObject interrupted = client.settled(id);
        assertThat(interrupted.getString("status")).isEqualTo("ready");
        assertThat(job(interrupted, "separate").getInteger("attempt")).isEqualTo(2);
        Songs.assertStems(client, interrupted, undisturbed);
        Awaitility.await().atMost(ApiClient.PATIENCE).untilAsserted(() -> assertThat(live.events())
                .contains("download:job:completed", "processing:job:completed", "analysis:job:completed"));
        seenTogether("gateway+websocket", "spotify+download+analysis", "processing");
    }

    @Test
    @Order(3)
    void idleWorker_computesSegmentsOfTheOther_withTheSameBytes_andAllLeaveTogether() throws Exception {
        try (AlchemyProcess other = node("fourth", WORKER, 3)) {
            other.address();
            seenTogether("gateway+websocket", "spotify+download+analysis", "processing", "processing");

            JsonObject track = client.settled(client.upload(Songs.demo(folder.resolve("song.wav"), 4), OPTIONS));

            String job = job(track, "separate").getString("id");
            JsonObject result = new JsonObject(
                            client.text("/api/tracks/" + track.getString("id") + "/separations/" + job))
                    .getJsonObject("result");
            assertThat(result.getInteger("segmentsComputed")).isPositive();
            assertThat(result.getInteger("segmentsFromShelf")).isPositive();
            Songs.assertStems(client, track, undisturbed());

            List<AlchemyProcess> all = List.of(edge, sources, worker, other);
            all.forEach(AlchemyProcess::askToStop);
            for (AlchemyProcess one : all) {
                assertThat(one.exitCode()).isEqualTo(143);
            }
        }
        for (String name : List.of("edge", "sources", "third", "fourth")) {
            assertLeftCleanly(name);
        }
    }

    private static void assertLeftCleanly(String name) throws IOException {
        assertThat(Files.readString(shared.resolve(name).resolve("logs/alchemy.json")))
                .doesNotContain("did not stop cleanly")
                .doesNotContain("going down took longer");
    }

    /** The stems of a run of one process in a folder of its own. */
    private Map<String, byte[]> undisturbed() throws Exception {
        Path out = folder.resolve("undisturbed");
        OfflineProcess.separate(folder.resolve("song.wav"), out, folder.resolve("undisturbed-data"))
                .done();
        return OfflineProcess.stems(out);
    }

    private static AlchemyProcess node(String name, String roles, int port) throws IOException {
        Map<String, String> environment = Map.of(
                "DATABASE_URL",
                postgres.uri(),
                "REDIS_URL",
                redis.uri(),
                "AUDIO_DATA_PATH",
                shared.resolve("audio").toString(),
                "CLUSTER_PORT",
                ports.get(port).toString(),
                "CLUSTER_MEMBERS",
                ports.stream().map(member -> "127.0.0.1:" + member).collect(Collectors.joining(",")));
        return AlchemyProcess.up(shared.resolve(name), environment, "--roles", roles, "--cluster");
    }

    /** Waits until the gateway sees these nodes and no others, and as many members of the cluster. */
    private static void seenTogether(String... roles) {
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
