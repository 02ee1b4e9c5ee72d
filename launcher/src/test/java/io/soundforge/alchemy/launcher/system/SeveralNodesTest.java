package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.launcher.embedded.EmbeddedPostgres;
import io.soundforge.alchemy.launcher.embedded.EmbeddedRedis;
import io.soundforge.alchemy.platform.fixture.FreePorts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes behind a balancer that sends every request to the next one, and the unchanged client library. */
@Tag("node")
class SeveralNodesTest {
    @TempDir
    static Path shared;

    private static EmbeddedPostgres postgres;
    private static EmbeddedRedis redis;

    private final List<Integer> ports;

    SeveralNodesTest() throws IOException {
        ports = FreePorts.find(2);
    }

    @BeforeAll
    static void startDatabases() throws IOException {
        postgres = EmbeddedPostgres.start(PreparedData.in(shared).resolve("postgres"), shared.resolve("logs"));
        redis = EmbeddedRedis.start(shared.resolve("redis"), shared.resolve("logs"));
    }

    @AfterAll
    static void stopDatabases() {
        redis.close();
        postgres.close();
    }

    @Test
    void pollingAndUpgrade_workThroughABalancerWithoutMemory() throws Exception {
        try (AlchemyProcess one = node("one", "gateway,websocket,download,processing,analysis", 0);
                AlchemyProcess other = node("other", "gateway,websocket", 1);
                RoundRobin balancer = new RoundRobin(List.of(one.address(), other.address()))) {
            seenTogether(new ApiClient(one.address()), 2);
            String id = new ApiClient(one.address()).upload(Songs.demo(shared.resolve("song.wav"), 1), "{}");

            try (NodeClient polling = NodeClient.follow(balancer.address(), id, "polling", shared);
                    NodeClient upgrading = NodeClient.follow(balancer.address(), id, "default", shared);
                    NodeClient direct = NodeClient.follow(balancer.address(), id, "websocket", shared)) {
                for (NodeClient client : List.of(polling, upgrading, direct)) {
                    assertStory(client.finished());
                }
            }
            assertThat(sessionsThatVisitedBoth(balancer)).isPositive();
        }
    }

    /** The balancer is not told, and goes on asking there. */
    @Test
    void ownerOfAPollingSessionDies_theClientGoesOnAtTheOtherNode_andMissesNothing() throws Exception {
        try (AlchemyProcess one = node("one", "gateway,websocket,download,processing,analysis", 0);
                AlchemyProcess other = node("other", "gateway,websocket", 1);
                RoundRobin balancer = new RoundRobin(List.of(one.address(), other.address()))) {
            ApiClient client = new ApiClient(one.address());
            seenTogether(client, 2);
            String id = client.upload(Songs.demo(shared.resolve("owned.wav"), 1), "{\"autoProcess\":false}");
            balancer.beginWith(other.address());
            try (NodeClient polling = NodeClient.follow(balancer.address(), id, "polling", shared)) {
                polling.heard("download:job:completed");
                other.kill();
                client.post("/api/analyze/analyze", "{\"trackId\":\"" + id + "\"}");
                polling.heard("analysis:completed");

                List<JsonArray> events = polling.events();
                assertThat(events)
                        .filteredOn(event -> event.getString(0).equals("connect"))
                        .extracting(event -> event.getJsonObject(1).getBoolean("recovered"))
                        .as("the first session and the one that went on: " + events)
                        .containsExactly(false, true);
                assertThat(events)
                        .filteredOn(event -> event.getString(0).equals("analysis:job:created"))
                        .as("told once: " + events)
                        .hasSize(1);
            }
        }
    }

    private static void assertStory(List<JsonArray> events) {
        List<String> names = events.stream().map(event -> event.getString(0)).toList();
        for (String once : List.of("processing:completed", "analysis:completed")) {
            assertThat(Collections.frequency(names, once))
                    .as(once + " in " + names)
                    .isEqualTo(1);
        }
        assertThat(events.stream().filter(event -> event.getString(0).equals("disconnect")))
                .extracting(event -> event.getJsonObject(1).getString("reason"))
                .allMatch("io client disconnect"::equals); // its own wish, at the end
    }

    private static long sessionsThatVisitedBoth(RoundRobin balancer) {
        return balancer.visits.stream()
                .collect(Collectors.groupingBy(visit -> visit.substring(0, visit.indexOf('@')), Collectors.counting()))
                .values()
                .stream()
                .filter(servers -> servers > 1)
                .count();
    }

    private AlchemyProcess node(String name, String roles, int port) throws IOException {
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

    private static void seenTogether(ApiClient client, int nodes) {
        Awaitility.await().atMost(ApiClient.PATIENCE).untilAsserted(() -> assertThat(
                        new JsonObject(client.text("/api/cluster")).getJsonArray("members"))
                .hasSize(nodes));
    }
}
