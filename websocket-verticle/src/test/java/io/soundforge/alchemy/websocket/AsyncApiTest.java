package io.soundforge.alchemy.websocket;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.identity.Issuer;
import io.soundforge.alchemy.platform.identity.SignInConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every message of every protocol, in both directions, as it really is on the wire. */
class AsyncApiTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String SONG = "described";

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final AsyncApi api = new AsyncApi();
    private final Vertx vertx = services.vertx();
    private final WebSocketClient sockets = vertx.createWebSocketClient();
    private final HttpClient http = vertx.createHttpClient();

    @Test
    void everyMessageThatIsDescribed_isAsDescribed() {
        try (LiveEdge edge = new LiveEdge(services)) {
            PlainClient plain = edge.connect();
            List<JsonArray> told = new CopyOnWriteArrayList<>();
            WebSocket socketIo = socketIo(edge, told);
            sayPlain(plain, "subscribe:track", "not-there-yet");
            plain.frame("track:waiting", 0);
            sayPlain(plain, "unsubscribe:track", "not-there-yet");
            plain.say("subscribe:track", "../etc");
            TrackId track = edge.newTrack(SONG).id();
            sayPlain(plain, "subscribe:track", SONG);
            JsonObject snapshot = plain.frame("track:snapshot", 0);
            sayPlain(
                    plain,
                    "subscribe:track",
                    new JsonObject()
                            .put("trackId", SONG)
                            .put("seq", snapshot.getLong("seq"))
                            .put("epoch", snapshot.getString("epoch")));
            plain.frame("track:resumed", 0);
            saySocketIo(socketIo, "0", "subscribe:track", SONG);
            eventually().until(() -> heard(told, "track:snapshot"));

            tellEverything(edge, track);
            plain.frame("analysis:job:completed", 0);
            eventually().until(() -> heard(told, "analysis:completed"));
            saySocketIo(socketIo, "1", "unsubscribe:track", SONG);
            saySocketIo(socketIo, "2", "subscribe:track", "");
            eventually()
                    .until(() ->
                            told.stream().filter(frame -> heard(frame, "ack")).count() == 3);

            plain.frames.forEach(frame -> api.hold("plain", frame.getString("event"), frame));
            told.forEach(this::holdSocketIo);
            holdStream(edge);
        }
        try (LiveEdge edge = new LiveEdge(services, new SignInConfig(Issuer.URL, Issuer.SECRET, null, null))) {
            holdRenewals(edge);
        }
        assertThat(api.seen()).isEqualTo(api.messages());
    }

    private void holdRenewals(LiveEdge edge) {
        PlainClient plain = edge.connect("/ws?access_token=" + token(50));
        plain.frame("auth:expiring", 0);
        sayPlain(plain, "auth:refresh", new JsonObject().put("token", token(3600)));
        sayPlain(plain, "auth:refresh", new JsonObject().put("token", "nonsense"));
        plain.frame("auth:refreshed", 1);
        plain.frames.forEach(frame -> api.hold("plain", frame.getString("event"), frame));

        List<JsonArray> told = new CopyOnWriteArrayList<>();
        WebSocket socketIo = socketIo(edge, told, new JsonObject().put("token", token(50)));
        eventually().until(() -> heard(told, "auth:expiring"));
        for (String token : List.of(token(3600), "nonsense")) {
            JsonArray arguments = new JsonArray().add(new JsonObject().put("token", token));
            api.hold("socketio", "auth:refresh", arguments);
            await(socketIo.writeTextMessage("427"
                    + new JsonArray().add("auth:refresh").addAll(arguments).encode()));
        }
        eventually()
                .until(() -> told.stream().filter(frame -> heard(frame, "ack")).count() == 2);
        told.forEach(frame -> {
            if (heard(frame, "ack")) {
                api.hold("socketio", "ack:auth", new JsonArray().add(frame.getValue(1)));
            } else {
                holdSocketIo(frame);
            }
        });
    }

    private String token(long seconds) {
        return new Issuer(vertx)
                .withSecret(
                        Issuer.SECRET, Issuer.claims().put("exp", Instant.now().getEpochSecond() + seconds));
    }

    @Test
    void whatIsNotAsDescribed_isFound() {
        JsonObject frame = new JsonObject().put("event", "track:waiting").put("data", new JsonObject());

        assertThatThrownBy(() -> api.hold("plain", "track:waiting", frame)).hasMessageContaining("trackWaiting");
        assertThatThrownBy(() -> api.hold("plain", "shout", frame)).hasMessageContaining("nothing describes");
    }

    @Test
    void descriptionIsServed() {
        try (LiveEdge edge = new LiveEdge(services)) {
            JsonObject served = await(http.request(HttpMethod.GET, edge.port(), "127.0.0.1", "/asyncapi.json")
                    .compose(request -> request.send())
                    .compose(response -> response.body())
                    .map(body -> body.toJsonObject()));

            assertThat(served).isEqualTo(api.document());
            assertThat(served.getString("asyncapi")).isEqualTo("3.0.0");
        }
    }

    private static void tellEverything(LiveEdge edge, TrackId track) {
        Failure failure = new Failure(ErrorCode.TIMEOUT, "took too long");
        for (JobKind kind : List.of(JobKind.DOWNLOAD, JobKind.SEPARATE, JobKind.ANALYZE)) {
            JobId id = JobId.random();
            edge.tell(job(id, kind, JobState.QUEUED, track, null), JobEventType.CREATED);
            edge.tell(job(id, kind, JobState.RUNNING, track, null), JobEventType.UPDATED);
            edge.progress(job(id, kind, JobState.RUNNING, track, null).withProgress(42.5));
            edge.tell(job(JobId.random(), kind, JobState.FAILED, track, failure), JobEventType.ERROR);
            edge.tell(job(id, kind, JobState.COMPLETED, track, null), JobEventType.COMPLETED);
        }
    }

    private static Job job(JobId id, JobKind kind, JobState state, TrackId track, @Nullable Failure error) {
        boolean begun = state != JobState.QUEUED;
        return new Job(
                id,
                kind,
                state,
                track,
                OwnerId.LOCAL,
                state == JobState.COMPLETED ? 100 : 0,
                "",
                begun ? 1 : 0,
                3,
                error,
                NOW,
                begun ? NOW : null,
                state.terminal() ? NOW : null);
    }

    private void sayPlain(PlainClient client, String event, Object data) {
        api.hold("plain", event, new JsonObject().put("event", event).put("data", data));
        client.say(event, data);
    }

    private WebSocket socketIo(LiveEdge edge, List<JsonArray> told) {
        return socketIo(edge, told, new JsonObject());
    }

    private WebSocket socketIo(LiveEdge edge, List<JsonArray> told, JsonObject auth) {
        return await(sockets.connect(edge.port(), "127.0.0.1", "/socket.io/?EIO=4&transport=websocket")
                .onSuccess(socket -> socket.textMessageHandler(text -> {
                    if (text.startsWith("0")) {
                        socket.writeTextMessage("40" + auth.encode());
                    } else if (text.startsWith("42")) {
                        told.add(new JsonArray(text.substring(2)));
                    } else if (text.startsWith("43")) {
                        JsonArray answer = new JsonArray(text.substring(text.indexOf('[')));
                        told.add(new JsonArray().add("ack").addAll(answer));
                    }
                })));
    }

    private void saySocketIo(WebSocket socket, String ack, String event, String track) {
        if (!track.isEmpty()) {
            api.hold("socketio", event, new JsonArray().add(track));
        }
        await(socket.writeTextMessage(
                "42" + ack + new JsonArray().add(event).add(track).encode()));
    }

    private void holdSocketIo(JsonArray frame) {
        JsonArray arguments = new JsonArray();
        frame.stream().skip(1).forEach(arguments::add);
        api.hold("socketio", frame.getString(0), arguments);
    }

    private static boolean heard(List<JsonArray> told, String event) {
        return told.stream().anyMatch(frame -> heard(frame, event));
    }

    private static boolean heard(JsonArray frame, String event) {
        return frame.getString(0).equals(event);
    }

    /** From the beginning, so that every fact is told again. */
    private void holdStream(LiveEdge edge) {
        List<String> pieces = new CopyOnWriteArrayList<>();
        stream(edge, "", pieces);
        eventually().until(() -> holdsWhole(pieces, "track:snapshot"));
        String id = String.join("", pieces)
                .lines()
                .filter(line -> line.startsWith("id: "))
                .findFirst()
                .orElseThrow();
        stream(edge, id.substring("id: ".length(), id.indexOf('-') + 1) + "0", pieces);
        eventually().until(() -> holdsWhole(pieces, "analysis:job:completed"));
        String event = "";
        for (String line : String.join("", pieces).lines().toList()) {
            if (line.startsWith("event: ")) {
                event = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                api.hold("stream", event, new JsonObject(line.substring("data: ".length())));
            }
        }
    }

    private static boolean holdsWhole(List<String> pieces, String event) {
        String text = String.join("", pieces);
        return text.contains(event) && text.endsWith("\n\n");
    }

    private void stream(LiveEdge edge, String lastId, List<String> pieces) {
        await(http.request(
                        HttpMethod.GET,
                        edge.port(),
                        "127.0.0.1",
                        "/api/tracks/" + SONG + "/events?lastEventId=" + lastId)
                .compose(request -> request.send())
                .onSuccess(response -> response.handler(piece -> pieces.add(piece.toString()))));
    }
}
