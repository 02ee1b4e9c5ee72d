package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.mesh.MeshStarter;
import io.soundforge.alchemy.launcher.server.HostedServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client library of the original's web page, unchanged and with its default options. */
@Tag("node")
class SocketIoClientTest {
    private static final Path SCRIPTS = Path.of("src", "test", "node").toAbsolutePath();

    @TempDir
    static Path folder;

    private static Radio radio;
    private static HostedServer server;

    @BeforeAll
    static void start() throws Exception {
        radio = new Radio(Songs.demo(folder.resolve("song.wav"), 1));
        server = HostedServer.start(
                ConfigReader.read(Map.of()).onPort(0).allowing(radio.host()),
                new DataFolder(PreparedData.in(folder.resolve("data"))),
                List.of(),
                new MeshStarter());
    }

    @AfterAll
    static void stop() {
        radio.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "polling", "websocket"})
    void everyTransition_isToldOnceUnderTheNamesThatClientsKnow(String transport) throws Exception {
        String track = "by-" + transport;
        List<JsonArray> events = follow(track, transport, "");

        assertStory(events, track);
        if (transport.equals("default")) {
            assertThat(names(events)).contains("upgrade");
        } else {
            assertThat(only(events, "connect").getString("transport")).isEqualTo(transport);
        }
        JsonObject stems = only(events, "processing:completed");
        assertThat(stems.getJsonArray("stems")).hasSize(4);
        assertThat(stems.getInteger("progress")).isEqualTo(100);
    }

    @Test
    void aClientThatWasCutOff_missesNothingAndIsToldNothingTwice() throws Exception {
        List<JsonArray> events = follow("cut-off", "websocket", "cut");

        assertStory(events, "cut-off");
        assertThat(names(events)).contains("disconnect");
        assertThat(names(events)).filteredOn("track:snapshot"::equals).hasSize(1);
        assertThat(events.stream().filter(event -> event.getString(0).equals("connect")))
                .extracting(event -> event.getJsonObject(1).getBoolean("recovered"))
                .containsExactly(false, true);
    }

    /** The client subscribes before there is anything to subscribe to; then somebody asks for the track. */
    private static List<JsonArray> follow(String track, String transport, String cut) throws Exception {
        Path output = Files.createTempFile(folder, "events", ".txt");
        Process client = new ProcessBuilder(
                        "node",
                        SCRIPTS.resolve("follow.mjs").toString(),
                        server.address().toString(),
                        track,
                        transport,
                        cut)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            Awaitility.await().atMost(ApiClient.PATIENCE).until(() -> Files.readString(output)
                    .contains("\"connect\""));
            download(track);
            assertThat(client.waitFor(ApiClient.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(Files.readString(output))
                    .isTrue();
        } finally {
            client.destroyForcibly();
        }
        return Files.readAllLines(output).stream().map(JsonArray::new).toList();
    }

    private static void download(String track) throws Exception {
        JsonObject body = new JsonObject()
                .put("trackId", track)
                .put("spotifyUrl", "http://" + radio.host() + "/" + track + ".wav")
                .put("autoProcess", true)
                .put("autoAnalyze", true);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.address() + "/api/download/track"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static void assertStory(List<JsonArray> events, String track) {
        List<String> names = names(events);
        for (String once : List.of(
                "download:job:completed",
                "processing:job:completed",
                "processing:started",
                "processing:completed",
                "analysis:job:completed",
                "analysis:completed")) {
            assertThat(Collections.frequency(names, once))
                    .as(once + " in " + names)
                    .isEqualTo(1);
        }
        assertThat(names).noneMatch(name -> name.endsWith(":error"));
        double progress = 0;
        for (JsonArray event : events) {
            if (event.getString(0).equals("processing:update")) {
                JsonObject update = event.getJsonObject(1);
                assertThat(update.getString("trackId")).isEqualTo(track);
                assertThat(update.getDouble("progress")).isGreaterThanOrEqualTo(progress);
                progress = update.getDouble("progress");
            }
        }
        assertThat(names.lastIndexOf("processing:update")).isLessThan(names.indexOf("processing:completed"));
    }

    private static JsonObject only(List<JsonArray> events, String name) {
        return events.stream()
                .filter(event -> event.getString(0).equals(name))
                .findFirst()
                .orElseThrow()
                .getJsonObject(1);
    }

    private static List<String> names(List<JsonArray> events) {
        return events.stream().map(event -> event.getString(0)).toList();
    }
}
