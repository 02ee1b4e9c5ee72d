package io.soundforge.alchemy.launcher.system;

import static io.soundforge.alchemy.launcher.system.ApiClient.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.mesh.MeshStarter;
import io.soundforge.alchemy.launcher.server.HostedServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journey of one song through the whole mesh: real HTTP, sockets, PostgreSQL, Redis and ffmpeg. */
class JourneyTest {
    @TempDir
    static Path folder;

    private static HttpServer radio;
    private static HostedServer server;
    private static ApiClient client;

    @BeforeAll
    static void start() throws Exception {
        radio = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        radio.start();
        AlchemyConfig config = ConfigReader.read(Map.of(
                        "SPOTIFY_OPEN_URL",
                        "http://127.0.0.1:" + radio.getAddress().getPort()))
                .onPort(0)
                .allowing("127.0.0.1:" + radio.getAddress().getPort());
        server = HostedServer.start(config, new DataFolder(folder.resolve("data")), List.of(), new MeshStarter());
        client = new ApiClient(server.address());
    }

    @AfterAll
    static void stop() {
        radio.stop(0);
        server.close();
    }

    @Test
    void uploadedSong_isSeparatedAndAnalysed_andEveryStepIsToldLive() throws Exception {
        LiveListener live = LiveListener.connect(server.address());
        String id =
                client.upload(Songs.demo(folder.resolve("song.wav"), 1), "{\"format\":\"wav\",\"bitDepth\":\"32f\"}");
        live.subscribe(id);

        JsonObject track = client.settled(id);

        assertThat(track.getString("status")).isEqualTo("ready");
        assertThat(track.getDouble("bpm")).isCloseTo(112, within(0.05));
        assertThat(track.getString("key")).isEqualTo("A minor");
        JsonObject analysis = track.getJsonObject("analysis");
        assertThat(analysis.getString("timeSignature")).isEqualTo("4/4");
        assertThat(analysis.getJsonObject("loudness").getDouble("integratedLufs"))
                .isBetween(-16.0, -12.0);
        String waveform = "/api/tracks/" + id + "/analysis/exports/waveform.";
        JsonObject peaks = new JsonObject(client.text(waveform + "json"));
        assertThat(peaks.getJsonArray("data")).hasSize(4 * peaks.getInteger("length"));
        assertThat(client.bytes(waveform + "dat")).hasSize(24 + 4 * peaks.getInteger("length"));
        assertThat(types(track)).containsExactly("bass", "drums", "other", "vocals");
        assertThat(largestDifferenceFromTheMix(track)).isLessThan(2e-6);
        assertStory(live, id);
    }

    /** Snapshot first, then deltas without a gap; progress never falls; nothing after the end of a job. */
    private static void assertStory(LiveListener live, String id) {
        Awaitility.await()
                .atMost(ApiClient.PATIENCE)
                .until(() -> live.events().contains("processing:job:completed")
                        && live.events().contains("analysis:job:completed"));
        assertThat(live.events().get(0)).isEqualTo("track:snapshot");
        long position = live.frames.get(0).getLong("seq");
        double separated = 0;
        boolean ended = false;
        for (JsonObject frame : live.frames.subList(1, live.frames.size())) {
            JsonObject data = frame.getJsonObject("data");
            assertThat(data.getString("trackId")).isEqualTo(id);
            if (frame.getLong("seq") != null) {
                assertThat(frame.getLong("seq")).isEqualTo(++position);
            }
            if (data.getString("kind").equals("separate")) {
                assertThat(ended).isFalse();
                assertThat(data.getDouble("progress")).isGreaterThanOrEqualTo(separated);
                separated = data.getDouble("progress");
                ended = frame.getString("event").equals("processing:job:completed");
            }
        }
        assertThat(separated).isEqualTo(100);
    }

    private static double largestDifferenceFromTheMix(JsonObject track) throws Exception {
        FloatBuffer[] stems = new FloatBuffer[4];
        for (int i = 0; i < stems.length; i++) {
            stems[i] = Songs.floats(
                    client.bytes(track.getJsonArray("stems").getJsonObject(i).getString("url")));
        }
        byte[] original = client.bytes(track.getString("audioUrl"));
        double largest = 0;
        for (int i = 0; i < stems[0].capacity(); i++) {
            int low = original[44 + 2 * i] & 0xff;
            double mix = (short) (low | original[45 + 2 * i] << 8) / 32768.0;
            double sum = stems[0].get(i) + stems[1].get(i) + stems[2].get(i) + stems[3].get(i);
            largest = Math.max(largest, Math.abs(sum - mix));
        }
        return largest;
    }

    @Test
    void serverSentEvents_goOnAfterTheLastIdWithoutAGap() throws Exception {
        String id = client.upload(Songs.demo(folder.resolve("stream.wav"), 1), "{\"autoProcess\":false}");
        client.settled(id);
        List<String> snapshot = stream(id, "", 1);
        String epoch =
                snapshot.get(0).substring("id: ".length(), snapshot.get(0).lastIndexOf('-') + 1);
        long last = Long.parseLong(snapshot.get(0).substring("id: ".length() + epoch.length()));

        assertThat(last).isGreaterThanOrEqualTo(3);
        assertThat(stream(id, epoch + "0", last))
                .isEqualTo(LongStream.rangeClosed(1, last)
                        .mapToObj(seq -> "id: " + epoch + seq)
                        .toList());
        assertThat(stream(id, epoch + "2", last - 2))
                .startsWith("id: " + epoch + "3")
                .hasSize((int) last - 2);
        assertThat(stream(id, "0123456789abcdef-" + last, 1)).isEqualTo(snapshot); // of another database
    }

    /** The first ids of a track's stream. */
    private static List<String> stream(String track, String lastEventId, long count) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.address().resolve("/api/tracks/" + track + "/events"));
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<Stream<String>> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            return lines.filter(line -> line.startsWith("id: ")).limit(count).toList();
        }
    }

    @Test
    void textNamedMp3_isRefusedAtTheDoor() throws Exception {
        Path text = Files.writeString(folder.resolve("fake.mp3"), "this is not music\n".repeat(500));

        assertThatThrownBy(() -> client.upload(text, "{}")).hasMessageContaining("unsupported_media");
        assertThat(client.text("/health")).contains("\"ok\"");
    }

    @Test
    void directLink_isFetchedAndProcessed() throws Exception {
        byte[] song = Files.readAllBytes(Songs.demo(folder.resolve("radio.wav"), 1));
        radio.createContext("/song.wav", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "audio/wav");
            exchange.sendResponseHeaders(200, song.length);
            exchange.getResponseBody().write(song);
            exchange.close();
        });

        JsonObject track = client.settled(
                client.importLink("http://127.0.0.1:" + radio.getAddress().getPort() + "/song.wav"));

        assertThat(track.getString("status")).isEqualTo("ready");
        assertThat(track.getString("name")).isEqualTo("song");
        assertThat(client.bytes(track.getString("audioUrl"))).isEqualTo(song);
    }

    @Test
    void linkIntoTheOwnNetwork_failsWithTheReason() throws Exception {
        JsonObject track = client.settled(
                client.importLink("http://127.0.0.1:" + server.address().getPort() + "/song.mp3"));

        assertThat(track.getString("status")).isEqualTo("error");
        assertThat(job(track, "download").getString("errorCode")).isEqualTo("address_refused");
        assertThat(job(track, "separate").getString("errorCode")).isEqualTo("predecessor_failed");
    }

    @Test
    void cancelledSeparation_leavesTheAnalysis_andTheTrackIsPartial() throws Exception {
        String id = client.upload(Songs.demo(folder.resolve("long.wav"), 8), "{}");
        JsonObject running = client.when(
                id, track -> job(track, "separate").getString("status").equals("running"));

        client.delete("/api/jobs/" + job(running, "separate").getString("id"));
        JsonObject track = client.settled(id);

        assertThat(job(track, "separate").getString("status")).isEqualTo("cancelled");
        assertThat(job(track, "analyze").getString("status")).isEqualTo("completed");
        assertThat(track.getString("status")).isEqualTo("partial");
        assertThat(track.getJsonArray("stems")).isEmpty();
    }

    @Test
    void twoStems_areTheVoiceAndTheRest() throws Exception {
        String id = client.upload(Songs.demo(folder.resolve("duo.wav"), 1), "{\"twoStems\":\"vocals\"}");

        JsonObject track = client.settled(id);

        assertThat(types(track)).containsExactly("no_vocals", "vocals");
        assertThat(track.getJsonArray("stems").getJsonObject(0).getString("contentType"))
                .isEqualTo("audio/flac");
    }

    @Test
    void stems_areTakenAwayAsAZip() throws Exception {
        String id = client.upload(Songs.demo(folder.resolve("takeaway.wav"), 1), "{\"twoStems\":\"vocals\"}");
        client.settled(id);

        JsonObject export = client.post(
                "/api/tracks/" + id + "/export",
                "{\"format\":\"mp3\",\"sampleRate\":\"48000\",\"normalizeAudio\":true,\"keepBalance\":true}");
        String job = export.getString("jobId");
        Awaitility.await().atMost(ApiClient.PATIENCE).until(() -> new JsonObject(client.text("/api/jobs/" + job))
                .getString("status")
                .equals("completed"));

        Path zip = Files.write(folder.resolve("stems.zip"), client.bytes(export.getString("exportUrl")));
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            assertThat(archive.stream().map(ZipEntry::getName))
                    .containsExactly("no_vocals.mp3", "vocals.mp3", "export.json");
            JsonObject manifest = new JsonObject(Buffer.buffer(
                    archive.getInputStream(archive.getEntry("export.json")).readAllBytes()));
            assertThat(manifest.getJsonObject("sum").getDouble("integratedLufs"))
                    .isLessThanOrEqualTo(-14 + 1e-9);
        }
        JsonObject track = client.track(id);
        assertThat(track.getString("status")).isEqualTo("ready");
        assertThat(track.getJsonArray("jobs")).hasSize(3);
    }

    @Test
    void deletedTrack_takesItsFilesAlong() throws Exception {
        String id = client.upload(Songs.demo(folder.resolve("gone.wav"), 1), "{\"autoProcess\":false}");
        client.settled(id);
        Path files = folder.resolve("data/audio/blobs/tracks/" + id);
        assertThat(files).isNotEmptyDirectory();

        assertThat(client.delete("/api/tracks/" + id)).isEqualTo(204);

        assertThat(files).doesNotExist();
    }

    private static List<String> types(JsonObject track) {
        JsonArray stems = track.getJsonArray("stems");
        return stems.stream().map(stem -> ((JsonObject) stem).getString("type")).toList();
    }

    @Test
    void spotifyPlaylist_isFetchedTheOldWay_withoutCredentials() throws Exception {
        String entity = """
                {"name":"Editorial","trackList":[{"uri":"spotify:track:4uLU6hMCjMI75M1A2tKUQC","title":"Song",
                 "subtitle":"Somebody","duration":179600}]}""";
        byte[] page = ("<script id=\"__NEXT_DATA__\">{\"props\":{\"pageProps\":{\"state\":{\"data\":{\"entity\":"
                        + entity + "}}}}}</script>")
                .getBytes(StandardCharsets.UTF_8);
        radio.createContext("/embed/playlist/37i9dQZF1DXcBWIGoYBM5M", exchange -> {
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        HttpRequest request = HttpRequest.newBuilder(client.uri("/api/spotify/fetch"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"url\":\"https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M\"}"))
                .build();

        String answer = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();

        JsonObject track = new JsonObject(answer).getJsonArray("tracks").getJsonObject(0);
        assertThat(track.getString("title")).isEqualTo("Song");
        assertThat(track.getString("duration")).isEqualTo("3:00");
        assertThat(client.text("/api/spotify/health")).isEqualTo("{\"status\":\"ok\",\"mode\":\"embed\"}");
    }
}
