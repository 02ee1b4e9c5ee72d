package io.soundforge.alchemy.gateway.webhooks;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.http.JsonBody;
import io.soundforge.alchemy.platform.webhook.EndpointWish;
import io.soundforge.alchemy.platform.webhook.WebhookEventType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what an endpoint shall be like. Null counts as absent. */
final class WishJson {
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int LONGEST_SHOWN = 60;

    private WishJson() {}

    /** @throws AlchemyException INVALID_REQUEST, naming the field, what was expected and what came */
    static EndpointWish read(@Nullable Buffer body) {
        JsonObject json = JsonBody.object(body == null ? "" : body.toString(), "the body");
        return new EndpointWish(
                value(json, "url", String.class, "a text"),
                description(json),
                events(json),
                value(json, "enabled", Boolean.class, "true or false"));
    }

    private static @Nullable String description(JsonObject json) {
        String text = value(json, "description", String.class, "a text");
        if (text != null && (text.length() > LONGEST_DESCRIPTION || text.indexOf('\0') >= 0)) {
            throw invalid("description must be at most " + LONGEST_DESCRIPTION + " characters, without NUL");
        }
        return text;
    }

    private static @Nullable List<String> events(JsonObject json) {
        JsonArray array = value(json, "events", JsonArray.class, "a list of event types");
        return array == null
                ? null
                : array.stream().map(WishJson::event).distinct().sorted().toList();
    }

    private static String event(@Nullable Object value) {
        return WebhookEventType.ofText(String.valueOf(value))
                .map(WebhookEventType::text)
                .orElseThrow(() -> invalid("events must be some of " + String.join(", ", WebhookEventType.texts())
                        + " (none for all); got " + shown(value)));
    }

    private static <T> @Nullable T value(JsonObject json, String field, Class<T> type, String expected) {
        Object value = json.getValue(field);
        if (value != null && !type.isInstance(value)) {
            throw invalid(field + " must be " + expected + "; got " + shown(value));
        }
        return type.cast(value);
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    private static AlchemyException invalid(String message) {
        return new AlchemyException(ErrorCode.INVALID_REQUEST, message);
    }
}
