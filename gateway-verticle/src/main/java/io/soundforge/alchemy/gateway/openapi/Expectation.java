package io.soundforge.alchemy.gateway.openapi;

import static java.util.stream.Collectors.joining;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a schema wants, in words that follow on "must be". Its own {@code x-expected} says it best. */
final class Expectation {
    private Expectation() {}

    static String of(JsonObject schema) {
        String own = schema.getString("x-expected");
        if (own != null) {
            return own;
        }
        JsonArray values = schema.getJsonArray("enum");
        if (values != null) {
            return "one of "
                    + values.stream()
                            .filter(Objects::nonNull)
                            .map(String::valueOf)
                            .distinct()
                            .collect(joining(", "));
        }
        return schema.containsKey("const") ? String.valueOf(schema.getValue("const")) : ofType(schema);
    }

    private static String ofType(JsonObject schema) {
        List<String> words = types(schema.getValue("type")).stream()
                .filter(type -> !type.equals("null"))
                .map(type -> word(type, schema))
                .toList();
        return words.isEmpty() ? "as it is described" : String.join(" or ", words);
    }

    static List<String> types(@Nullable Object type) {
        if (type instanceof JsonArray several) {
            return several.stream().map(String::valueOf).toList();
        }
        return type == null ? List.of() : List.of(type.toString());
    }

    private static String word(String type, JsonObject schema) {
        return switch (type) {
            case "string" -> "a text" + range(schema, "minLength", "maxLength", " characters") + pattern(schema);
            case "integer" -> "a whole number" + range(schema, "minimum", "maximum", "");
            case "number" -> "a number" + range(schema, "minimum", "maximum", "");
            case "boolean" -> "true or false";
            case "array" -> "a list" + range(schema, "minItems", "maxItems", " items");
            default -> "an object";
        };
    }

    private static String range(JsonObject schema, String lowest, String highest, String unit) {
        Number from = schema.getNumber(lowest);
        Number to = schema.getNumber(highest);
        if (from == null && to == null) {
            return "";
        }
        String least = from == null ? "" : " from " + from;
        return (from == null ? " up to " + to : to == null ? least + " on" : least + " to " + to) + unit;
    }

    private static String pattern(JsonObject schema) {
        return schema.containsKey("pattern") ? " matching " + schema.getString("pattern") : "";
    }
}
