package io.soundforge.alchemy.websocket.tracks;

import io.soundforge.alchemy.websocket.socketio.Broadcast;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** One event for any number of clients; written once for all of those that are told the same. */
final class News {
    private final String event;
    private final JsonObject payload;
    private final @Nullable String topic;
    private @Nullable Broadcast written;
    private String writtenOffset = "";

    /**
     * An event.
     *
     * @param topic what it is the latest news of, so that an older one that still waits may be dropped; null if every
     *     one counts
     */
    News(String event, JsonObject payload, @Nullable String topic) {
        this.event = event;
        this.payload = payload;
        this.topic = topic;
    }

    /** @param offset the client's positions, if they have changed by it; empty if they have not */
    Broadcast broadcast(String offset) {
        Broadcast known = written;
        if (known != null && offset.equals(writtenOffset)) {
            return known;
        }
        JsonArray array = new JsonArray().add(event).add(payload);
        if (!offset.isEmpty()) {
            array.add(offset);
        }
        Broadcast fresh = Broadcast.of("/", array, topic);
        written = fresh;
        writtenOffset = offset;
        return fresh;
    }
}
