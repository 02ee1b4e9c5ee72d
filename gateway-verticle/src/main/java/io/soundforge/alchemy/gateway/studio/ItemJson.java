package io.soundforge.alchemy.gateway.studio;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.http.JsonBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object by type; null counts as absent. A field of another type throws IllegalArgumentException
 * naming it, which {@link #read} turns into INVALID_REQUEST.
 */
final class ItemJson {
    private static final int LONGEST_SHOWN = 40;

    private final JsonObject json;

    ItemJson(JsonObject json) {
        this.json = json;
    }

    /**
     * Reads a record out of a body.
     *
     * @param body a JSON object; null or empty counts as one without fields
     * @param reader throws IllegalArgumentException for what it does not take
     */
    static <T> T read(@Nullable Buffer body, Function<ItemJson, T> reader) {
        try {
            return reader.apply(new ItemJson(object(body)));
        } catch (IllegalArgumentException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage()), e);
        }
    }

    private static JsonObject object(@Nullable Buffer body) {
        return body == null || body.length() == 0 ? new JsonObject() : JsonBody.object(body.toString(), "the body");
    }

    /** The {@code id}; a new one when it is absent. */
    String id() {
        String id = text("id");
        return id == null ? UUID.randomUUID().toString() : id;
    }

    @Nullable String text(String field) {
        return value(field, String.class, "a text");
    }

    String text(String field, String ifAbsent) {
        String text = text(field);
        return text == null ? ifAbsent : text;
    }

    /** A text, or a number as its text: the original's pages send {@code "48000"}, programs send 48000. */
    String word(String field, String ifAbsent) {
        Object value = json.getValue(field);
        if (value == null) {
            return ifAbsent;
        }
        if (value instanceof String || value instanceof Number) {
            return value.toString();
        }
        throw unexpected(field, "a text or a number", value);
    }

    boolean flag(String field) {
        Boolean flag = value(field, Boolean.class, "true or false");
        return flag != null && flag;
    }

    /** Seconds, which must be there. */
    double seconds(String field) {
        Number number = value(field, Number.class, "a number of seconds");
        if (number == null) {
            throw new IllegalArgumentException(field + " is required: a number of seconds");
        }
        return number.doubleValue();
    }

    /** Ids of stems; empty when absent. */
    List<UUID> stems() {
        return list("stems", "a list of stem ids").stream().map(ItemJson::stem).toList();
    }

    /** Objects of a list, which must be there. */
    <T> List<T> objects(String field, Function<ItemJson, T> reader) {
        if (json.getValue(field) == null) {
            throw new IllegalArgumentException(field + " is required: a list of objects");
        }
        return list(field, "a list of objects").stream()
                .map(value -> {
                    if (value instanceof JsonObject object) {
                        return reader.apply(new ItemJson(object));
                    }
                    throw unexpected(field, "a list of objects", value);
                })
                .toList();
    }

    private List<@Nullable Object> list(String field, String expected) {
        JsonArray array = value(field, JsonArray.class, expected);
        return array == null ? List.of() : array.stream().toList();
    }

    private static UUID stem(@Nullable Object value) {
        if (value instanceof String text && text.length() == 36) {
            return UUID.fromString(text);
        }
        throw unexpected("stems", "a list of stem ids", value);
    }

    private <T> @Nullable T value(String field, Class<T> type, String expected) {
        Object value = json.getValue(field);
        if (value != null && !type.isInstance(value)) {
            throw unexpected(field, expected, value);
        }
        return type.cast(value);
    }

    private static IllegalArgumentException unexpected(String field, String expected, @Nullable Object value) {
        String text = String.valueOf(value);
        String shown = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
        return new IllegalArgumentException(field + " must be " + expected + "; got " + shown);
    }
}
