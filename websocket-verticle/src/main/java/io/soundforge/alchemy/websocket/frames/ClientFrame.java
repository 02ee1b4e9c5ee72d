package io.soundforge.alchemy.websocket.frames;

import io.soundforge.alchemy.websocket.hub.Position;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a client says: {@code {"event":"subscribe:track","data":"<name>"}}, or {@code {"event":"auth:refresh","data":{"token":…}}}.
 * {@code type} is taken for {@code event}, and the name also as {@code data.trackId} or {@code trackId}.
 *
 * @param subject of a track our id, Spotify's, or the client's own name for it; of a refresh the token
 * @param after where the client stands, from {@code data.seq} and {@code data.epoch}; null if it wants a snapshot
 */
public record ClientFrame(
        Verb verb, String subject, @Nullable Position after) {
    /** The things a client can ask for. */
    public enum Verb {
        SUBSCRIBE("subscribe:track"),
        UNSUBSCRIBE("unsubscribe:track"),
        REFRESH("auth:refresh");

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
            throw new IllegalArgumentException(
                    "event must be subscribe:track, unsubscribe:track or auth:refresh; got " + event);
        }
        if (verb == Verb.REFRESH) {
            return new ClientFrame(verb, tokenIn(frame.getValue("data")), null);
        }
        Object name = nameIn(frame);
        if (!(name instanceof String track) || !TrackName.fits(track)) {
            throw new IllegalArgumentException(TrackName.EXPECTED.message() + "; got " + name);
        }
        return new ClientFrame(verb, track, positionIn(frame.getValue("data")));
    }

    /** What came instead is not named: it may be a secret. */
    private static String tokenIn(@Nullable Object data) {
        return TokenAnswer.tokenIn(data)
                .orElseThrow(() -> new IllegalArgumentException(TokenAnswer.EXPECTED.message()));
    }

    /** Both or neither: a number means nothing without its journal. */
    private static @Nullable Position positionIn(@Nullable Object data) {
        if (!(data instanceof JsonObject object) || !object.containsKey("seq")) {
            return null;
        }
        Object seq = object.getValue("seq");
        Object epoch = object.getValue("epoch");
        if (!(seq instanceof Integer || seq instanceof Long) || ((Number) seq).longValue() < 0) {
            throw new IllegalArgumentException("seq must be a whole number from 0; got " + seq);
        }
        if (!(epoch instanceof String text)) {
            throw new IllegalArgumentException("with seq, epoch must be the text that came with it; got " + epoch);
        }
        return new Position(text, ((Number) seq).longValue());
    }

    private static JsonObject objectIn(String text) {
        try {
            return new JsonObject(text);
        } catch (DecodeException | ClassCastException e) {
            throw new IllegalArgumentException("a frame must be a JSON object", e);
        }
    }

    private static @Nullable Object nameIn(JsonObject frame) {
        Object data = frame.getValue("data");
        if (data instanceof JsonObject object) {
            return object.getValue("trackId");
        }
        return data == null ? frame.getValue("trackId") : data;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ClientFrame[verb=" + verb + ", subject=" + (verb == Verb.REFRESH ? "…" : subject) + ", after=" + after
                + "]";
    }
}
