package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.mesh.MeshStarter;
import io.soundforge.alchemy.launcher.server.HostedServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A playlist of a music service over a library that has most of its songs. */
class PlaylistTest {
    private static final String PLAYLIST = "https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M";
    private static final int SONGS = 60;
    private static final int THERE = 50;
    private static final int LIVE_ONLY = 55;

    @TempDir
    static Path folder;

    private static HttpServer spotify;
    private static HostedServer server;
    private static ApiClient client;

    @BeforeAll
    static void start() throws IOException {
        for (int song = 0; song < THERE; song++) {
            record(song, title(song));
        }
        for (int song = THERE; song < LIVE_ONLY; song++) {
            record(song, title(song) + " (Live)");
        }
        byte[] page = playlistPage().getBytes(StandardCharsets.UTF_8);
        spotify = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        spotify.createContext("/embed/playlist/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        spotify.start();
        Map<String, String> settings = Map.of(
                "SPOTIFY_OPEN_URL",
                "http://127.0.0.1:" + spotify.getAddress().getPort(),
                "LIBRARY_PATH",
                folder.resolve("music").toString(),
                "DOWNLOAD_PROVIDERS",
                "library");
        server = HostedServer.start(
                ConfigReader.read(settings).onPort(0),
                new DataFolder(PreparedData.in(folder.resolve("data"))),
                List.of(),
                new MeshStarter());
        client = new ApiClient(server.address());
    }

    @AfterAll
    static void stop() {
        server.close();
        spotify.stop(0);
    }

    @Test
    void whatTheLibraryHas_isFetched_theRestIsListedWithReasons_andComesLater() throws Exception {
        client.post("/api/audio/batch", """
                {"job_id": "party", "files": ["%s"], "config": {"autoProcess": false}}""".formatted(PLAYLIST));

        List<JsonObject> items = when(all -> all.stream().noneMatch(PlaylistTest::underWay));

        assertThat(items).hasSize(SONGS);
        for (int song = 0; song < SONGS; song++) {
            JsonObject item = items.get(song);
            assertThat(item.getString("error_code")).as(item.encode()).isEqualTo(reason(song));
            assertThat(item.getString("status"))
                    .isEqualTo(song < THERE ? "completed" : song < LIVE_ONLY ? "queued" : "error");
            JsonObject track = client.track(item.getString("track_id"));
            assertThat(track.getString("name")).isEqualTo(title(song));
            if (song < THERE) {
                assertThat(client.bytes("/api/tracks/" + item.getString("track_id") + "/audio"))
                        .isEqualTo(Files.readAllBytes(file(song, title(song))));
            }
        }

        String live = items.get(THERE).getString("track_id");
        String candidate = new JsonObject(client.text("/api/tracks/" + live + "/sources"))
                .getJsonArray("candidates")
                .getJsonObject(0)
                .getString("id");
        client.post(
                "/api/tracks/" + live + "/source",
                new JsonObject().put("candidate", candidate).encode());
        when(all -> all.get(THERE).getString("status").equals("completed"));

        record(SONGS - 1, title(SONGS - 1));
        Awaitility.await()
                .atMost(ApiClient.PATIENCE)
                .pollInterval(Duration.ofSeconds(2)) // the library is looked through every now and then
                .until(() -> {
                    assertThat(client.post("/api/jobs/party/retry", "{}").getInteger("retried"))
                            .isEqualTo(SONGS - LIVE_ONLY);
                    return when(all -> all.stream().noneMatch(PlaylistTest::underWay))
                            .get(SONGS - 1)
                            .getString("status")
                            .equals("completed");
                });
        assertThat(items().stream().map(item -> item.getString("status")).filter("error"::equals))
                .hasSize(SONGS - LIVE_ONLY - 1);
    }

    private static boolean underWay(JsonObject item) {
        return item.getString("status").equals("processing")
                || (item.getString("status").equals("queued") && !"choice_needed".equals(item.getString("error_code")));
    }

    private static String reason(int song) {
        return song < THERE ? null : song < LIVE_ONLY ? "choice_needed" : "no_provider";
    }

    private static List<JsonObject> when(Predicate<List<JsonObject>> condition) {
        return Awaitility.await()
                .atMost(ApiClient.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(PlaylistTest::items, condition);
    }

    private static List<JsonObject> items() throws IOException, InterruptedException {
        return new JsonObject(client.text("/api/jobs/party?limit=100"))
                .getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }

    /** No two songs share a word. */
    private static String title(int song) {
        return word("ti", song) + " " + word("tu", song);
    }

    private static String artist(int song) {
        return word("ar", song);
    }

    private static String word(String start, int number) {
        String letters = "bdfgklmnpr";
        return String.format(
                Locale.ROOT,
                "%s%c%s%co",
                start.substring(0, 1).toUpperCase(Locale.ROOT) + start.substring(1),
                letters.charAt(number / 10),
                "aeiou".charAt(number % 5),
                letters.charAt(number % 10));
    }

    private static Path file(int song, String title) {
        return folder.resolve("music").resolve(artist(song)).resolve("Album").resolve(title + ".wav");
    }

    /** A second of mono at 8 kHz, of a tone of its own. */
    private static void record(int song, String title) throws IOException {
        int frames = 8000;
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * frames).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * frames);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * frames);
        for (int frame = 0; frame < frames; frame++) {
            wav.putShort((short) (8000 * Math.sin(2 * Math.PI * (200 + 20 * song) * frame / 8000)));
        }
        Files.createDirectories(file(song, title).getParent());
        Files.write(file(song, title), wav.array());
    }

    private static String playlistPage() {
        JsonArray tracks = new JsonArray();
        for (int song = 0; song < SONGS; song++) {
            tracks.add(new JsonObject()
                    .put("uri", "spotify:track:" + String.format(Locale.ROOT, "%022d", song))
                    .put("title", title(song))
                    .put("subtitle", artist(song))
                    .put("duration", 1000));
        }
        JsonObject entity = new JsonObject()
                .put("type", "playlist")
                .put("name", "Party")
                .put("trackList", tracks)
                .put("coverArt", new JsonObject().put("sources", new JsonArray()));
        JsonObject page = entity;
        for (String name : List.of("entity", "data", "state", "pageProps", "props")) {
            page = new JsonObject().put(name, page);
        }
        return "<html><script id=\"__NEXT_DATA__\" type=\"application/json\">" + page.encode() + "</script></html>";
    }
}
