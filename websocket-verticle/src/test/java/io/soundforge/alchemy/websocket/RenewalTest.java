package io.soundforge.alchemy.websocket;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.identity.Issuer;
import io.soundforge.alchemy.platform.identity.SignInConfig;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connection outlives the token that it began with, if another comes in time. */
class RenewalTest {
    /** Seconds: long enough for a busy machine to get everybody connected. */
    private static final long SHORT = 8;

    private static final String SOMEBODY_ELSE = "0d4f9a1c-1111-4d12-8f2c-1d0a7e6b4c11";

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static LiveEdge edge;
    private static Issuer issuer;
    private static WebSocketClient sockets;

    @BeforeAll
    static void open() {
        issuer = new Issuer(services.vertx());
        sockets = services.vertx().createWebSocketClient();
        edge = new LiveEdge(services, new SignInConfig(Issuer.URL, Issuer.SECRET, null, null));
    }

    @AfterAll
    static void close() {
        edge.close();
    }

    /** One with the same token that says nothing shows when the first token is over. */
    @Test
    void plainSocket_withANewTokenInTime_staysWithItsSubscriptions() {
        TrackId track = edge.newTrack("kept", new OwnerId(Issuer.SUBJECT)).id();
        String first = token(Issuer.SUBJECT, SHORT);
        PlainClient renewed = edge.connect("/ws?access_token=" + first);
        PlainClient silent = edge.connect("/ws?access_token=" + first);
        renewed.subscribe("kept");
        renewed.frame("track:snapshot", 0);

        JsonObject notice = renewed.frame("auth:expiring", 0).getJsonObject("data");
        renewed.say("auth:refresh", new JsonObject().put("token", token(Issuer.SUBJECT, 3600)));
        JsonObject answer = renewed.frame("auth:refreshed", 0).getJsonObject("data");
        eventually().until(silent.socket::isClosed);
        edge.tell(LiveEdge.job(track, JobState.RUNNING, 0), JobEventType.UPDATED);

        renewed.frame("analysis:job:updated", 0);
        assertThat(silent.socket.closeStatusCode()).isEqualTo((short) 1008);
        assertThat(silent.named("auth:expiring")).hasSize(1);
        assertThat(answer.getBoolean("ok")).isTrue();
        assertThat(time(answer)).isAfter(time(notice).plusSeconds(3000));
        assertThat(renewed.named("track:snapshot")).hasSize(1);
    }

    @Test
    void plainSocket_withATokenThatDoesNotHold_keepsItsOwn() {
        PlainClient client = edge.connect("/ws?access_token=" + token(Issuer.SUBJECT, 3600));

        client.say("auth:refresh", new JsonObject().put("token", token(SOMEBODY_ELSE, 7200)));
        assertRefused(client.frame("auth:refreshed", 0).getJsonObject("data"), "forbidden", "somebody else's");
        client.say("auth:refresh", new JsonObject().put("token", "no-token"));
        assertRefused(client.frame("auth:refreshed", 1).getJsonObject("data"), "unauthenticated", "three parts");
        client.say("auth:refresh", new JsonObject().put("token", token(Issuer.SUBJECT, -31)));
        assertRefused(client.frame("auth:refreshed", 2).getJsonObject("data"), "unauthenticated", "expired");
        client.say("auth:refresh", "bare");
        assertThat(client.frame("error", 0).getJsonObject("data").getString("code"))
                .isEqualTo("invalid_request");

        client.subscribe("still-here");
        client.frame("track:waiting", 0);
        assertThat(client.named("auth:expiring")).isEmpty();
    }

    /** Else a token that was overtaken would shorten the stay. */
    @Test
    void plainSocket_withAShorterToken_keepsTheLonger() {
        PlainClient client = edge.connect("/ws?access_token=" + token(Issuer.SUBJECT, 3600));

        client.say("auth:refresh", new JsonObject().put("token", token(Issuer.SUBJECT, 600)));
        JsonObject answer = client.frame("auth:refreshed", 0).getJsonObject("data");

        assertThat(time(answer)).isAfter(Instant.now().plusSeconds(1800));
    }

    @Test
    void socketIo_withANewTokenInTime_stays_howeverTheFirstCame() {
        TrackId track = edge.newTrack("io", new OwnerId(Issuer.SUBJECT)).id();
        String first = token(Issuer.SUBJECT, SHORT);
        List<String> silent = new CopyOnWriteArrayList<>();
        List<List<String>> renewed = List.of(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
        for (List<String> told : renewed) {
            WebSocket client = join(first, told == renewed.get(0), told);
            say(client, 0, "subscribe:track", "io");
            eventually().until(() -> has(told, "42[\"auth:expiring\",{\"expiresAt\":"));
            say(client, 1, "auth:refresh", new JsonObject().put("token", token(SOMEBODY_ELSE, 3600)));
            eventually().until(() -> has(told, "431[{\"ok\":false"));
            say(client, 2, "auth:refresh", new JsonObject().put("token", token(Issuer.SUBJECT, 3600)));
            eventually().until(() -> has(told, "432[{\"ok\":true,\"expiresAt\":\""));
            say(client, 3, "auth:refresh", "bare");
            eventually().until(() -> has(told, "433[{\"ok\":false,"));
            assertThat(told).anyMatch(text -> text.startsWith("431[") && text.contains("forbidden"));
        }
        join(first, true, silent);
        eventually().until(() -> silent.contains("41"));
        edge.tell(LiveEdge.job(track, JobState.RUNNING, 0), JobEventType.UPDATED);

        for (List<String> told : renewed) {
            eventually().until(() -> has(told, "42[\"analysis:job:updated\""));
            assertThat(told).doesNotContain("41");
        }
    }

    private static WebSocket join(String token, boolean message, List<String> told) {
        String path = "/socket.io/?EIO=4&transport=websocket";
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(edge.port())
                .setURI(path);
        if (!message) {
            options.addHeader("Authorization", "Bearer " + token);
        }
        WebSocket socket = await(sockets.connect(options).onSuccess(open -> open.textMessageHandler(told::add)));
        await(socket.writeTextMessage(
                message ? "40" + new JsonObject().put("token", token).encode() : "40"));
        eventually().until(() -> has(told, "40{"));
        return socket;
    }

    private static void say(WebSocket socket, int ack, String event, Object data) {
        await(socket.writeTextMessage(
                "42" + ack + new JsonArray().add(event).add(data).encode()));
    }

    private static boolean has(List<String> told, String start) {
        return told.stream().anyMatch(text -> text.startsWith(start));
    }

    private static void assertRefused(JsonObject answer, String code, String why) {
        assertThat(answer.getBoolean("ok")).isFalse();
        assertThat(answer.getString("code")).isEqualTo(code);
        assertThat(answer.getString("error")).contains(why);
    }

    private static Instant time(JsonObject data) {
        return Instant.parse(data.getString("expiresAt"));
    }

    /** @param seconds until it expires; the leeway of 30 s comes on top when it is checked */
    private static String token(String subject, long seconds) {
        return issuer.withSecret(
                Issuer.SECRET,
                Issuer.claims().put("sub", subject).put("exp", Instant.now().getEpochSecond() + seconds));
    }
}
