package io.soundforge.alchemy.gateway.openapi;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;

/** Parameters arrive as texts; some of them mean numbers. */
final class ParameterText {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");

    private ParameterText() {}

    /** What a text means where a schema is expected; the text itself if it means nothing of the kind. */
    static Object value(String text, JsonObject schema) {
        List<String> types = Expectation.types(schema.getValue("type"));
        if (types.contains("integer") && WHOLE.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        if (types.contains("number") && NUMBER.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        if (types.contains("boolean") && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        return text;
    }
}
