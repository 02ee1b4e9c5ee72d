package io.soundforge.alchemy.launcher.system;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A plain WebSocket client that remembers every frame. */
final class LiveListener implements WebSocket.Listener {
    final List<JsonObject> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    static LiveListener connect(URI server) throws Exception {
        LiveListener listener = new LiveListener();
        URI address = URI.create("ws://" + server.getAuthority() + "/ws");
        listener.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, listener)
                .get(30, TimeUnit.SECONDS);
        return listener;
    }

    void send(JsonObject frame) throws Exception {
        WebSocket open = socket;
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        open.sendText(frame.encode(), true).get(30, TimeUnit.SECONDS);
    }

    void subscribe(String track) throws Exception {
        send(new JsonObject().put("event", "subscribe:track").put("data", track));
    }

    List<String> events() {
        return frames.stream().map(frame -> frame.getString("event")).toList();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(new JsonObject(partial.toString()));
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }
}
