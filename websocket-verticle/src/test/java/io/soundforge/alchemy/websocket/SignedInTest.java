package io.soundforge.alchemy.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.identity.Issuer;
import io.soundforge.alchemy.platform.identity.SignInAttempts;
import io.soundforge.alchemy.platform.identity.SignInConfig;
import io.soundforge.alchemy.platform.limits.FailureBackOff;
import io.soundforge.alchemy.platform.limits.LocalBuckets;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On a server with sign-in the live edge asks who comes, too. */
class SignedInTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static LiveEdge edge;
    private static Issuer issuer;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void open() {
        issuer = new Issuer(services.vertx());
        edge = new LiveEdge(services, new SignInConfig(Issuer.URL, Issuer.SECRET, null, null));
    }

    @AfterAll
    static void close() {
        edge.close();
    }

    @Test
    void socketIo_withoutToken_isRefused_withOne_joins() throws Exception {
        assertThat(joined("40")).startsWith("44").contains("sign in").contains("unauthenticated");
        assertThat(joined("40{\"token\":\"nonsense\"}")).startsWith("44").contains("three parts");
        assertThat(joined("40{\"token\":\"" + token(3600) + "\"}")).startsWith("40{\"sid\"");
    }

    @Test
    void socketIo_whenTheTokenRunsOut_isShownOut() throws Exception {
        String session = handshake();
        post(session, "40{\"token\":\"" + token(-28) + "\"}");

        StringBuilder heard = new StringBuilder();
        while (!heard.toString().contains("\u001e41") && !heard.toString().endsWith("41")) {
            heard.append('\u001e').append(poll(session));
        }
        assertThat(heard).contains("40{\"sid\"");
    }

    @Test
    void streams_areTheOwners() throws Exception {
        String track = edge.newTrack("mine", new OwnerId(Issuer.SUBJECT)).id().toString();
        String others = edge.newTrack("theirs").id().toString();

        assertThat(status("/api/tracks/" + track + "/events")).isEqualTo(401);
        assertThat(status("/api/tracks/" + others + "/events?access_token=" + token(3600)))
                .isEqualTo(404);
        HttpResponse<InputStream> stream = http.send(
                request("/api/tracks/" + track + "/events?access_token=" + token(3600))
                        .GET()
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isNotNull();
        }
    }

    @Test
    void plainSockets_withoutToken_areRefused() throws Exception {
        HttpRequest upgrade = request("/ws?access_token=x.y.z").GET().build();

        assertThat(http.send(upgrade, BodyHandlers.ofString()).statusCode()).isEqualTo(426);
        assertThat(edge.upgradeStatus("/ws")).isEqualTo(401);
        assertThat(edge.upgradeStatus("/ws?access_token=x.y.z")).isEqualTo(401);
        assertThat(edge.upgradeStatus("/ws?access_token=" + token(3600))).isEqualTo(101);
    }

    @Test
    void whoeverGuessesOnSockets_hasToWait_onEveryKindOfThem() throws Exception {
        AtomicLong clock = new AtomicLong();
        LocalBuckets buckets = new LocalBuckets(clock::get, 1000);
        SignInAttempts attempts = new SignInAttempts(true, FailureBackOff.after(3), buckets, clock::get);
        LiveEdge open = edge;
        edge = new LiveEdge(services, new SignInConfig(Issuer.URL, Issuer.SECRET, null, null), attempts);
        try {
            String stream = "/api/tracks/" + UUID.randomUUID() + "/events?access_token=";
            assertThat(joined("40")).contains("unauthenticated"); // says nothing, guesses nothing
            assertThat(joined("40{\"token\":\"" + token(-3600) + "\"}")).contains("unauthenticated"); // too old
            assertThat(joined("40{\"token\":\"" + token(3600) + "\"}")).startsWith("40{");
            assertThat(joined("40{\"token\":\"nonsense\"}")).contains("unauthenticated");
            assertThat(status(stream + "nonsense")).isEqualTo(401);
            assertThat(edge.upgradeStatus("/ws?access_token=nonsense")).isEqualTo(401);
            assertThat(edge.upgradeStatus("/ws?access_token=nonsense")).isEqualTo(401);

            assertThat(joined("40{\"token\":\"" + token(3600) + "\"}")).contains("too_many_requests");
            assertThat(status(stream + token(3600))).isEqualTo(429);
            assertThat(edge.upgradeStatus("/ws?access_token=" + token(3600))).isEqualTo(429);

            clock.addAndGet(Duration.ofSeconds(2).toNanos());
            assertThat(edge.upgradeStatus("/ws?access_token=" + token(3600))).isEqualTo(101);
        } finally {
            edge.close();
            edge = open;
        }
    }

    private String joined(String connect) throws Exception {
        String session = handshake();
        post(session, connect);
        return poll(session);
    }

    private String handshake() throws Exception {
        String opened = body("/socket.io/?EIO=4&transport=polling");
        return new JsonObject(opened.substring(1)).getString("sid");
    }

    private String poll(String session) throws Exception {
        return body("/socket.io/?EIO=4&transport=polling&sid=" + session);
    }

    private void post(String session, String packet) throws Exception {
        http.send(
                request("/socket.io/?EIO=4&transport=polling&sid=" + session)
                        .POST(HttpRequest.BodyPublishers.ofString(packet))
                        .build(),
                BodyHandlers.ofString());
    }

    private String body(String path) throws Exception {
        return http.send(request(path).GET().build(), BodyHandlers.ofString()).body();
    }

    private int status(String path) throws Exception {
        return http.send(request(path).GET().build(), BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                .timeout(Duration.ofSeconds(60));
    }

    /** @param seconds until it expires; the leeway of 30 s comes on top when it is checked */
    private static String token(long seconds) {
        return issuer.withSecret(
                Issuer.SECRET, Issuer.claims().put("exp", Instant.now().getEpochSecond() + seconds));
    }
}
