package io.soundforge.alchemy.gateway.openapi;

import io.soundforge.alchemy.gateway.http.Excerpt;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it is described.
 *
 * @param pointer its place in the value (RFC 6901)
 * @param about the place that the sentence is about: its own, or that of the object which has it
 * @param expected what is described, as it follows on "must be"
 * @param got what came; null if nothing did
 * @param sentence all of it, for people, without the place
 */
record Misfit(
        String pointer,
        String about,
        String expected,
        @Nullable String got,
        String sentence) {

    static Misfit of(String pointer, JsonObject schema, @Nullable Object value) {
        String wanted = Expectation.of(schema);
        String expected = pointer.isEmpty() && wanted.equals("an object") ? "a JSON object" : wanted;
        String got = shown(schema, value);
        return new Misfit(pointer, pointer, expected, got, " must be " + expected + "; got " + got);
    }

    static Misfit missing(String pointer, JsonObject schema) {
        String expected = Expectation.of(schema);
        return new Misfit(pointer, pointer, expected, null, " is required: " + expected);
    }

    private static Misfit unknown(String pointer, String field, JsonObject properties) {
        List<String> known = properties.fieldNames().stream()
                .filter(name -> !Boolean.FALSE.equals(properties.getValue(name)))
                .sorted()
                .toList();
        return new Misfit(
                Pointers.child(pointer, field),
                pointer,
                "one of the fields " + String.join(", ", known),
                Excerpt.of(field),
                ": the fields are " + known + "; got also [" + Excerpt.of(field) + "]");
    }

    /** What is wrong at a place where a validator found something. */
    static List<Misfit> at(SchemaCheck schemas, JsonObject schema, @Nullable Object value, String pointer) {
        JsonObject there = schemas.resolve(schema);
        Object found = value;
        String at = "";
        for (String step : Pointers.steps(pointer)) {
            JsonObject next = child(schemas, there, step);
            if (next == null) {
                return found instanceof JsonObject
                        ? List.of(unknown(at, step, there.getJsonObject("properties", new JsonObject())))
                        : List.of(of(at, there, found));
            }
            found = child(found, step);
            there = next;
            at = Pointers.child(at, step);
        }
        return found instanceof JsonObject object
                ? inObject(schemas, there, object, at)
                : List.of(of(at, there, found));
    }

    private static List<Misfit> inObject(SchemaCheck schemas, JsonObject schema, JsonObject value, String at) {
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        List<Misfit> misfits = new ArrayList<>();
        for (Object field : schema.getJsonArray("required", new JsonArray())) {
            String name = String.valueOf(field);
            if (!value.containsKey(name)) {
                JsonObject wanted = child(schemas, schema, name);
                misfits.add(missing(Pointers.child(at, name), wanted == null ? new JsonObject() : wanted));
            }
        }
        for (String field : value.fieldNames()) {
            boolean forbidden = Boolean.FALSE.equals(properties.getValue(field))
                    || (!properties.containsKey(field)
                            && Boolean.FALSE.equals(schema.getValue("additionalProperties")));
            if (forbidden) {
                misfits.add(unknown(at, field, properties));
            }
        }
        return misfits.isEmpty() ? List.of(of(at, schema, value)) : misfits;
    }

    /** The schema of a field or an item; null if there is none of its own. */
    private static @Nullable JsonObject child(SchemaCheck schemas, JsonObject schema, String step) {
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        Object child = properties.getValue(step);
        if (child == null) {
            child = schema.getValue(
                    step.matches("\\d+") && schema.containsKey("items") ? "items" : "additionalProperties");
        }
        return child instanceof JsonObject described ? schemas.resolve(described) : null;
    }

    private static @Nullable Object child(@Nullable Object value, String step) {
        if (value instanceof JsonObject object) {
            return object.getValue(step);
        }
        return value instanceof JsonArray array ? array.getValue(Integer.parseInt(step)) : null;
    }

    /** A text where another text was expected is quoted; a list where another was expected is counted. */
    private static String shown(JsonObject schema, @Nullable Object value) {
        if (value instanceof JsonArray items
                && Expectation.types(schema.getValue("type")).contains("array")) {
            return items.size() + " of them";
        }
        boolean quoted = value instanceof String
                && Expectation.types(schema.getValue("type")).contains("string");
        String text = quoted ? "'" + value + "'" : String.valueOf(value);
        return Excerpt.of(text);
    }
}
