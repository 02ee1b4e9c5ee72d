package io.soundforge.alchemy.websocket;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client on {@code /ws} that remembers every frame. */
final class PlainClient {
    private static final int LONGEST_FRAME = 1_000_000;

    final List<JsonObject> frames = new CopyOnWriteArrayList<>();
    final WebSocket socket;

    /** Held, for one that nobody holds is closed when memory is cleared. */
    final WebSocketClient origin;

    private PlainClient(WebSocketClient origin, WebSocket socket) {
        this.origin = origin;
        this.socket = socket;
    }

    static PlainClient connect(Vertx vertx, int port) {
        return connect(vertx, port, "/ws");
    }

    static PlainClient connect(Vertx vertx, int port, String path) {
        WebSocketClient clients = vertx.createWebSocketClient(
                new WebSocketClientOptions().setMaxFrameSize(LONGEST_FRAME).setMaxMessageSize(LONGEST_FRAME));
        return await(clients.connect(port, "127.0.0.1", path).map(socket -> {
            PlainClient client = new PlainClient(clients, socket);
            socket.textMessageHandler(text -> client.frames.add(new JsonObject(text)));
            return client;
        }));
    }

    void say(String event, Object data) {
        await(socket.writeTextMessage(
                new JsonObject().put("event", event).put("data", data).encode()));
    }

    void subscribe(String name) {
        say("subscribe:track", name);
    }

    void resume(String name, long seq, String epoch) {
        say(
                "subscribe:track",
                new JsonObject().put("trackId", name).put("seq", seq).put("epoch", epoch));
    }

    /** The n-th frame of that name, counted from 0, once it is there. */
    JsonObject frame(String event, int n) {
        eventually().until(() -> named(event).size() > n);
        return named(event).get(n);
    }

    List<JsonObject> named(String event) {
        return frames.stream()
                .filter(frame -> frame.getString("event").equals(event))
                .toList();
    }

    List<String> events() {
        return frames.stream().map(frame -> frame.getString("event")).toList();
    }

    void leave() {
        await(socket.close());
    }
}
