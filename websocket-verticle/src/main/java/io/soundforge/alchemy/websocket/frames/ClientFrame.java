package io.soundforge.alchemy.websocket.frames;

import io.soundforge.alchemy.contracts.track.TrackId;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a client says: {@code {"event":"subscribe:track","data":"<trackId>"}}. {@code type} is taken for {@code event},
 * and the id also as {@code data.trackId} or {@code trackId}.
 */
public record ClientFrame(Verb verb, TrackId track) {
    /** The things a client can ask for. */
    public enum Verb {
        SUBSCRIBE("subscribe:track"),
        UNSUBSCRIBE("unsubscribe:track");

        private final String event;

        Verb(String event) {
            this.event = event;
        }

        static @Nullable Verb ofEvent(@Nullable Object event) {
            for (Verb verb : values()) {
                if (verb.event.equals(event)) {
                    return verb;
                }
            }
            return null;
        }
    }

    /**
     * Reads a text frame.
     *
     * @throws IllegalArgumentException naming what was expected and what came
     */
    public static ClientFrame parse(String text) {
        JsonObject frame = objectIn(text);
        Object event = frame.containsKey("event") ? frame.getValue("event") : frame.getValue("type");
        Verb verb = Verb.ofEvent(event);
        if (verb == null) {
            throw new IllegalArgumentException("event must be subscribe:track or unsubscribe:track; got " + event);
        }
        Object id = idIn(frame);
        if (!(id instanceof String string)) {
            throw new IllegalArgumentException("data must be a track's id; got " + id);
        }
        try {
            return new ClientFrame(verb, TrackId.parse(string));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("data must be a track's id, a UUID; got '" + string + "'", e);
        }
    }

    private static JsonObject objectIn(String text) {
        try {
            return new JsonObject(text);
        } catch (DecodeException | ClassCastException e) {
            throw new IllegalArgumentException("a frame must be a JSON object", e);
        }
    }

    private static @Nullable Object idIn(JsonObject frame) {
        Object data = frame.getValue("data");
        if (data instanceof JsonObject object) {
            return object.getValue("trackId");
        }
        return data == null ? frame.getValue("trackId") : data;
    }
}
