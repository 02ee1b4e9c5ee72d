package io.soundforge.alchemy.websocket.socketio;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Byte arrays inside JSON, which travel as messages of their own with a placeholder in their stead. */
final class Attachments {
    private static final String PLACEHOLDER = "_placeholder";

    private Attachments() {}

    /** A copy of the data in which byte arrays are replaced; they are added to the list. */
    static @Nullable Object taken(@Nullable Object data, List<byte[]> attachments) {
        if (data instanceof byte[] bytes) {
            attachments.add(bytes);
            return new JsonObject().put(PLACEHOLDER, true).put("num", attachments.size() - 1);
        }
        if (data instanceof JsonArray array) {
            List<@Nullable Object> copy = new ArrayList<>();
            for (Object item : array.getList()) {
                copy.add(taken(wrapped(item), attachments));
            }
            return new JsonArray(copy);
        }
        if (data instanceof JsonObject object) {
            JsonObject copy = new JsonObject();
            object.getMap().forEach((key, value) -> copy.put(key, taken(wrapped(value), attachments)));
            return copy;
        }
        return data;
    }

    /**
     * The data with its attachments put back.
     *
     * @throws SocketFormatException for a placeholder that points at none of them
     */
    static @Nullable Object restored(@Nullable Object data, List<byte[]> attachments) {
        if (data instanceof JsonArray array) {
            List<@Nullable Object> whole = new ArrayList<>();
            for (Object item : array.getList()) {
                whole.add(restored(wrapped(item), attachments));
            }
            return new JsonArray(whole);
        }
        if (data instanceof JsonObject object) {
            return Boolean.TRUE.equals(object.getValue(PLACEHOLDER))
                    ? attachment(object.getValue("num"), attachments)
                    : restoredObject(object, attachments);
        }
        return data;
    }

    private static JsonObject restoredObject(JsonObject object, List<byte[]> attachments) {
        JsonObject whole = new JsonObject();
        object.getMap().forEach((key, value) -> whole.getMap().put(key, restored(wrapped(value), attachments)));
        return whole;
    }

    private static byte[] attachment(@Nullable Object number, List<byte[]> attachments) {
        if (number instanceof Integer index && index >= 0 && index < attachments.size()) {
            return attachments.get(index);
        }
        throw new SocketFormatException(
                "expected a placeholder of 0 to " + (attachments.size() - 1) + "; got " + number);
    }

    /** What the JSON classes hand out, instead of the collections that they keep. */
    private static @Nullable Object wrapped(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((key, item) -> object.getMap().put(String.valueOf(key), item));
            return object;
        }
        return value instanceof List<?> list ? new JsonArray(new ArrayList<>(list)) : value;
    }
}
