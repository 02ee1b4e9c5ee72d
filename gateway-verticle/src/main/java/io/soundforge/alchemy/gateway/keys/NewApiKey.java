package io.soundforge.alchemy.gateway.keys;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.http.JsonBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody wants.
 *
 * @param lasts null for ever
 */
record NewApiKey(String name, boolean readOnly, @Nullable Duration lasts) {
    private static final Set<String> FIELDS = Set.of("name", "readOnly", "expiresInDays");
    private static final int LONGEST_NAME = 100;
    private static final int MOST_DAYS = 3650;

    /** Reads {@code {"name": "mixer", "readOnly": false, "expiresInDays": 90}}; only the name is required. */
    static NewApiKey parse(@Nullable Buffer body) {
        JsonObject json = JsonBody.object(body == null ? "" : body.toString(), "the body");
        for (String field : json.fieldNames()) {
            if (!FIELDS.contains(field)) {
                throw invalid("there is no field '" + field + "'; the fields are name, readOnly, expiresInDays");
            }
        }
        if (!(json.getValue("name") instanceof String name) || name.isBlank() || name.length() > LONGEST_NAME) {
            throw invalid("name must be a text of 1 to " + LONGEST_NAME + " characters");
        }
        if (!(json.getValue("readOnly", false) instanceof Boolean readOnly)) {
            throw invalid("readOnly must be true or false");
        }
        return new NewApiKey(name.strip(), readOnly, lasts(json.getValue("expiresInDays")));
    }

    private static @Nullable Duration lasts(@Nullable Object days) {
        if (days == null) {
            return null;
        }
        if (days instanceof Integer count && count >= 1 && count <= MOST_DAYS) {
            return Duration.ofDays(count);
        }
        throw invalid("expiresInDays must be a whole number from 1 to " + MOST_DAYS);
    }

    private static AlchemyException invalid(String message) {
        return new AlchemyException(ErrorCode.INVALID_REQUEST, message);
    }
}
