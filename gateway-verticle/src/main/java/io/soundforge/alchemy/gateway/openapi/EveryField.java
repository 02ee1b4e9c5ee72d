package io.soundforge.alchemy.gateway.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Writes {@code x-every-field: true} out: the answer always has all of its fields, null where nothing is known, except
 * for those that {@code x-may-lack} lists.
 */
final class EveryField {
    private static final String MARK = "x-every-field";
    private static final String EXCEPTIONS = "x-may-lack";

    private EveryField() {}

    static void requireIn(Object part) {
        if (part instanceof JsonObject object) {
            List.copyOf(object.fieldNames()).forEach(field -> requireIn(object.getValue(field)));
            if (Boolean.TRUE.equals(object.remove(MARK))) {
                object.put("required", required(object));
            }
            if (object.getValue(EXCEPTIONS) instanceof JsonArray) {
                object.remove(EXCEPTIONS);
            }
        } else if (part instanceof JsonArray array) {
            array.forEach(EveryField::requireIn);
        }
    }

    private static JsonArray required(JsonObject schema) {
        JsonArray exceptions = schema.getJsonArray(EXCEPTIONS, new JsonArray());
        JsonArray required = new JsonArray();
        schema.getJsonObject("properties").fieldNames().stream()
                .filter(field -> !exceptions.contains(field))
                .forEach(required::add);
        return required;
    }
}
