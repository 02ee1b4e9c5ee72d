package io.soundforge.alchemy.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what callers send as JSON, and nothing that only some readers would take the same way: a field may be there once,
 * and all is bounded before it is built.
 */
public final class JsonBody {
    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 1000;
    private static final int LONGEST_NAME = 1000;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_SHOWN = 60;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNameLength(LONGEST_NAME)
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {}

    /**
     * The JSON object that a text is.
     *
     * @param what names the text in the message
     * @throws AlchemyException INVALID_REQUEST if it is none
     */
    public static JsonObject object(String text, String what) {
        if (value(text, what) instanceof JsonObject object) {
            return object;
        }
        throw invalid(what + " must be a JSON object", null);
    }

    /**
     * What a text is as JSON: an object, a list, a text, a number, true, false or null.
     *
     * @param what names the text in the message
     * @throws AlchemyException INVALID_REQUEST if it is no JSON, names a field twice, or is deeper than 64 levels
     */
    public static @Nullable Object value(String text, String what) {
        try {
            return wrapped(MAPPER.readValue(text, Object.class));
        } catch (StreamConstraintsException e) {
            throw invalid(
                    what + " must be a JSON object of at most " + DEEPEST + " levels with numbers of at most "
                            + LONGEST_NUMBER + " digits, names of at most " + LONGEST_NAME + " and texts of at most "
                            + LONGEST_TEXT + " characters",
                    e);
        } catch (JsonProcessingException e) {
            String message = e.getOriginalMessage();
            throw invalid(
                    message.startsWith("Duplicate field")
                            ? what + " must have each field once; it has the " + shown(message) + " twice"
                            : what + " must be a JSON object" + place(e),
                    e);
        }
    }

    @SuppressWarnings("unchecked") // JSON objects have texts as names
    private static @Nullable Object wrapped(@Nullable Object value) {
        if (value instanceof Map<?, ?> fields) {
            return new JsonObject((Map<String, Object>) fields);
        }
        return value instanceof List<?> items ? new JsonArray(items) : value;
    }

    private static String shown(String message) {
        String field = message.substring("Duplicate ".length());
        return field.length() <= LONGEST_SHOWN ? field : field.substring(0, LONGEST_SHOWN) + "…";
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : "; got something else at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static AlchemyException invalid(String message, @Nullable Throwable cause) {
        return cause == null
                ? new AlchemyException(ErrorCode.INVALID_REQUEST, message)
                : new AlchemyException(ErrorCode.INVALID_REQUEST, message, cause);
    }
}
