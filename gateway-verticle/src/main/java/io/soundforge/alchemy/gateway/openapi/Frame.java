package io.soundforge.alchemy.gateway.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What holds for all operations, so that no file has to repeat it: the parameters in paths, and what the frame of the
 * server answers before a handler is asked.
 *
 * @param responses by occasion: names of responses by status; and {@code headers} of all answers, by name
 * @param pathParameters descriptions and examples by name
 */
record Frame(JsonObject responses, JsonObject pathParameters) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^/}]+)}");
    private static final String KEY_PARAMETER = "#/components/parameters/IdempotencyKey";

    /** Describes the parameters of the template that nobody has described. */
    void addPathParameters(String template, JsonObject item) {
        Set<String> described = new HashSet<>();
        JsonArray parameters = item.getJsonArray("parameters", new JsonArray());
        parameters.forEach(parameter -> described.add(((JsonObject) parameter).getString("name", "")));
        Matcher matcher = PARAMETER.matcher(template);
        while (matcher.find()) {
            if (described.add(matcher.group(1))) {
                parameters.add(parameter(matcher.group(1)));
            }
        }
        if (!parameters.isEmpty()) {
            item.put("parameters", parameters);
        }
    }

    private JsonObject parameter(String name) {
        JsonObject parameter = new JsonObject()
                .put("name", name)
                .put("in", "path")
                .put("required", true)
                .put("schema", new JsonObject().put("type", "string"));
        return parameter.mergeIn(pathParameters.getJsonObject(name, new JsonObject()));
    }

    /** Adds the responses that go without saying; what an operation says of a status itself stays. */
    void addResponses(String template, JsonObject operation) {
        JsonObject described = operation.getJsonObject("responses");
        add("every", described);
        JsonArray security = operation.getJsonArray("security");
        if (security == null || !security.isEmpty()) {
            add("signed-in", described);
        }
        if (operation.containsKey("requestBody")) {
            add("body", described);
        }
        if (PARAMETER.matcher(template).find()) {
            add("named", described);
        }
        if (operation.getJsonArray("parameters", new JsonArray()).stream()
                .anyMatch(parameter -> KEY_PARAMETER.equals(((JsonObject) parameter).getString("$ref")))) {
            add("once", described);
        }
    }

    /** Adds the headers of all answers to one that is not a reference. */
    void addHeaders(JsonObject response) {
        if (response.containsKey("$ref")) {
            return;
        }
        JsonObject headers = response.getJsonObject("headers", new JsonObject());
        for (Map.Entry<String, Object> header : responses.getJsonObject("headers", new JsonObject())) {
            headers.put(header.getKey(), new JsonObject().put("$ref", "#/components/headers/" + header.getValue()));
        }
        if (!headers.isEmpty()) {
            response.put("headers", headers);
        }
    }

    private void add(String occasion, JsonObject described) {
        for (Map.Entry<String, Object> status : responses.getJsonObject(occasion, new JsonObject())) {
            if (!described.containsKey(status.getKey())) {
                described.put(
                        status.getKey(), new JsonObject().put("$ref", "#/components/responses/" + status.getValue()));
            }
        }
    }
}
