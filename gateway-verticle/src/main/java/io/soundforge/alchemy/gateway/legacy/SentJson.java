package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.http.JsonBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that an old client sent. What nobody reads may be anything; what is read must be of its type, or the
 * request is refused with INVALID_REQUEST naming the field.
 */
record SentJson(JsonObject json) {
    private static final int SHOWN = 80;

    /** The body of a request. */
    static SentJson body(RoutingContext context) {
        Buffer body = context.body().buffer();
        JsonObject json = JsonBody.object(body == null ? "" : body.toString(), "the body");
        if (json.encode().contains("\\u0000")) {
            throw invalid("the body must not contain NUL characters");
        }
        return new SentJson(json);
    }

    static AlchemyException invalid(String message) {
        return new AlchemyException(ErrorCode.INVALID_REQUEST, message);
    }

    boolean has(String field) {
        return json.getValue(field) != null;
    }

    /** A text that must be there and not blank; the message is the one that old clients know. */
    String required(String field, String message) {
        String text = text(field);
        if (text == null || text.isBlank()) {
            throw invalid(message);
        }
        return text.strip();
    }

    @Nullable String text(String field) {
        return value(field, String.class, "a text");
    }

    @Nullable Boolean flag(String field) {
        return value(field, Boolean.class, "true or false");
    }

    @Nullable SentJson object(String field) {
        JsonObject object = value(field, JsonObject.class, "an object");
        return object == null ? null : new SentJson(object);
    }

    /** Without repetitions; empty when the field is absent. */
    List<String> texts(String field) {
        JsonArray texts = value(field, JsonArray.class, "a list of names");
        if (texts == null) {
            return List.of();
        }
        if (texts.stream().anyMatch(text -> !(text instanceof String))) {
            throw invalid(field + " must be a list of names; got " + shown(texts));
        }
        return texts.stream().map(String.class::cast).distinct().toList();
    }

    private <T> @Nullable T value(String field, Class<T> type, String expected) {
        Object value = json.getValue(field);
        if (value != null && !type.isInstance(value)) {
            throw invalid(field + " must be " + expected + "; got " + shown(value));
        }
        return type.cast(value);
    }

    static String shown(Object value) {
        String text = value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
