package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.mesh.MeshStarter;
import io.soundforge.alchemy.launcher.server.HostedServer;
import io.soundforge.alchemy.platform.identity.DevelopmentToken;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client library of the original's web page renews its token on the connection that it has. */
@Tag("node")
class TokenRenewalClientTest {
    private static final String SECRET = "a secret of at least thirty-two characters";
    private static final DevelopmentToken TOKENS = new DevelopmentToken(SECRET, null);

    @TempDir
    static Path folder;

    private static Radio radio;
    private static HostedServer server;
    private final UUID me = UUID.randomUUID();

    @BeforeAll
    static void start() throws IOException {
        radio = new Radio(Songs.demo(folder.resolve("song.wav"), 1));
        server = HostedServer.start(
                ConfigReader.read(Map.of("SUPABASE_JWT_SECRET", SECRET))
                        .onPort(0)
                        .allowing(radio.host()),
                new DataFolder(PreparedData.in(folder.resolve("data"))),
                List.of(),
                new MeshStarter());
    }

    @AfterAll
    static void stop() {
        radio.close();
        server.close();
    }

    /** A second client that renews nothing shows when the first token is over; only then does the track come. */
    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void clientThatRenews_keepsItsConnectionAndWhatItFollows(String transport) throws Exception {
        String track = "renewed-" + transport;
        String first = token(me, Duration.ofSeconds(15));
        String next = token(me, Duration.ofHours(1));
        try (NodeClient renewing = join(track, transport, first, token(UUID.randomUUID(), Duration.ofHours(1)), next);
                NodeClient silent = join(track, transport, first, "", "")) {
            silent.heard("disconnect");
            download(track, next);
            List<JsonArray> told = renewing.finished();

            assertThat(named(told, "connect")).hasSize(1);
            assertThat(named(told, "auth:expiring")).hasSize(1);
            assertThat(named(told, "answer"))
                    .extracting(answer -> answer.getString("code"))
                    .containsExactly("forbidden", "unauthenticated", null);
            assertThat(named(told, "answer").get(2).getBoolean("ok")).isTrue();
            assertThat(named(told, "disconnect"))
                    .extracting(left -> left.getString("reason"))
                    .containsExactly("io client disconnect");
            assertThat(named(told, "download:job:completed")).hasSize(1);
            assertThat(named(silent.events(), "disconnect"))
                    .extracting(left -> left.getString("reason"))
                    .containsExactly("io server disconnect");
        }
    }

    private static NodeClient join(String track, String transport, String... tokens) throws IOException {
        NodeClient client = NodeClient.run("renew.mjs", server.address(), track, transport, folder, tokens);
        client.heard("connect");
        return client;
    }

    private static List<JsonObject> named(List<JsonArray> events, String name) {
        return events.stream()
                .filter(event -> event.getString(0).equals(name))
                .map(event -> event.getJsonObject(1))
                .toList();
    }

    private static void download(String track, String token) throws Exception {
        JsonObject body = new JsonObject()
                .put("trackId", track)
                .put("spotifyUrl", "http://" + radio.host() + "/" + track + ".wav")
                .put("autoAnalyze", true);
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/api/download/track"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static String token(UUID subject, Duration lasts) {
        return TOKENS.of(subject, Instant.now(), lasts);
    }
}
