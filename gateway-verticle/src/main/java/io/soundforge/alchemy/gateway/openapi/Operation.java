package io.soundforge.alchemy.gateway.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One method of one path.
 *
 * @param method such as {@code GET}
 * @param template such as {@code /api/tracks/{trackId}}
 * @param json as the document has it
 * @param body null if no JSON is taken
 * @param farewell empty unless the operation will go
 */
public record Operation(
        String method,
        String template,
        JsonObject json,
        List<Parameter> parameters,
        @Nullable Body body,
        Optional<Farewell> farewell) {
    public Operation {
        parameters = List.copyOf(parameters);
    }

    /**
     * A parameter.
     *
     * @param in {@code path}, {@code query} or {@code header}
     * @param lenient the handler itself says what is wrong with it
     */
    record Parameter(String name, String in, boolean required, boolean lenient, SchemaCheck.Checked schema) {}

    /**
     * A JSON body.
     *
     * @param lenient the handler itself says what is wrong with it
     */
    record Body(boolean required, boolean lenient, SchemaCheck.Checked schema) {}

    static Operation of(String method, String template, JsonObject json, JsonArray parameters, SchemaCheck schemas) {
        List<Parameter> read = new ArrayList<>();
        for (Object parameter : parameters) {
            JsonObject described = schemas.resolve((JsonObject) parameter);
            read.add(new Parameter(
                    described.getString("name"),
                    described.getString("in"),
                    described.getBoolean("required", false),
                    described.getBoolean("x-lenient", false),
                    schemas.checked(described.getJsonObject("schema", new JsonObject()))));
        }
        return new Operation(method, template, json, read, body(json, schemas), Farewell.of(json));
    }

    private static @Nullable Body body(JsonObject operation, SchemaCheck schemas) {
        JsonObject body = operation.getJsonObject("requestBody");
        JsonObject json = body == null ? null : body.getJsonObject("content").getJsonObject("application/json");
        if (body == null || json == null) {
            return null;
        }
        return new Body(
                body.getBoolean("required", false),
                body.getBoolean("x-lenient", false),
                schemas.checked(json.getJsonObject("schema", new JsonObject())));
    }

    public String id() {
        return json.getString("operationId");
    }

    /** The parts of a path; a slash at its end counts for nothing. */
    static String[] segments(String path) {
        return (path.endsWith("/") ? path.substring(0, path.length() - 1) : path).split("/", -1);
    }

    boolean matches(String wanted, String[] path) {
        String[] own = segments(template);
        if (!method.equals(wanted) || own.length != path.length) {
            return false;
        }
        for (int i = 0; i < own.length; i++) {
            if (isParameter(own[i]) ? path[i].isEmpty() : !own[i].equals(path[i])) {
                return false;
            }
        }
        return true;
    }

    /** Lower for templates that say more: fixed parts come before parameters. */
    String rank() {
        StringBuilder rank = new StringBuilder();
        for (String segment : segments(template)) {
            rank.append('/').append(isParameter(segment) ? "~" : "!" + segment);
        }
        return rank.toString();
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }
}
