package io.soundforge.alchemy.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.gateway.http.JsonBody;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds answers against the description: the operation, its status, its type and its body have to be described, and a body
 * has no field that is not.
 */
public final class DescribedAnswers {
    private static final List<String> TYPES_OF_JSON = List.of("application/json", "application/problem+json");

    private final ApiDescription description;
    private final SchemaCheck schemas;
    private final Map<JsonObject, SchemaCheck.Checked> checks = new ConcurrentHashMap<>();

    public DescribedAnswers() {
        description = ApiDescription.of("test");
        JsonObject closed = description.document().copy();
        close(closed);
        schemas = new SchemaCheck(closed);
    }

    public ApiDescription description() {
        return description;
    }

    /** Whether a text is a body that the description does not allow. */
    public static boolean contradicts(Operation operation, String body) {
        Operation.Body described = operation.body();
        if (described == null || described.lenient() || (!described.required() && body.isBlank())) {
            return false;
        }
        try {
            return !described.schema().misfits(JsonBody.value(body, "it")).isEmpty();
        } catch (AlchemyException noJson) {
            return true;
        }
    }

    public static List<String> queryParameters(Operation operation) {
        return operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("query"))
                .map(Operation.Parameter::name)
                .toList();
    }

    /** The parameters in headers; with the only value that is taken, where there is but one, else null. */
    public static Map<String, @Nullable String> headers(Operation operation) {
        Map<String, @Nullable String> headers = new LinkedHashMap<>();
        operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("header"))
                .forEach(parameter -> headers.put(
                        parameter.name(), parameter.schema().resolved().getString("const")));
        return headers;
    }

    /** JSON, unless another type alone is described. */
    public static String bodyType(Operation operation) {
        JsonObject body = operation.json().getJsonObject("requestBody");
        return body == null || operation.body() != null
                ? "application/json"
                : body.getJsonObject("content").fieldNames().iterator().next();
    }

    /** Fails unless the answer is one that is described. */
    public void check(String method, String path, HttpResponse<String> response) {
        Optional<Operation> found = description.find(HttpMethod.valueOf(method), path);
        if (found.isEmpty()) {
            if (path.startsWith("/api/") && !method.equals("OPTIONS")) {
                assertThat(response.statusCode())
                        .as("%s %s is not described", method, path)
                        .isGreaterThanOrEqualTo(400);
            }
            return;
        }
        check(found.get(), response);
    }

    private void check(Operation operation, HttpResponse<String> response) {
        String status = Integer.toString(response.statusCode());
        String name = operation.id() + " " + status;
        if (response.statusCode() == 204 && operation.method().equals("OPTIONS")) {
            return;
        }
        JsonObject described = operation.json().getJsonObject("responses").getJsonObject(status);
        assertThat(described)
                .as("%s is not described; it was answered with %s", name, response.body())
                .isNotNull();
        checkHeaders(name, schemas.resolve(described), response);
        JsonObject content = schemas.resolve(described).getJsonObject("content", new JsonObject());
        if (response.body().isEmpty()) {
            assertThat(operation.method().equals("HEAD") || content.isEmpty() || isEmptyFile(response))
                    .as("%s has a body by its description and none in fact", name)
                    .isTrue();
            return;
        }
        String type = response.headers().firstValue("content-type").orElse("").replaceFirst(";.*", "");
        JsonObject form = form(content, type);
        assertThat(form)
                .as("%s is %s, described is %s: %s", name, type, content.fieldNames(), response.body())
                .isNotNull();
        if (TYPES_OF_JSON.contains(type) && form.containsKey("schema")) {
            assertThat(misfits(form.getJsonObject("schema"), response.body()))
                    .as("%s: %s", name, response.body())
                    .isEmpty();
        }
    }

    private void checkHeaders(String name, JsonObject described, HttpResponse<String> response) {
        for (Map.Entry<String, Object> header : described.getJsonObject("headers", new JsonObject())) {
            if (schemas.resolve((JsonObject) header.getValue()).getBoolean("required", false)) {
                assertThat(response.headers().firstValue(header.getKey()))
                        .as("%s has the header %s", name, header.getKey())
                        .isPresent();
            }
        }
    }

    private static boolean isEmptyFile(HttpResponse<String> response) {
        return response.headers().firstValue("content-length").orElse("").equals("0");
    }

    private List<Misfit> misfits(JsonObject schema, String body) {
        JsonObject closed = schema.copy();
        close(closed);
        return checks.computeIfAbsent(closed, schemas::checked).misfits(Json.decodeValue(body));
    }

    private static JsonObject form(JsonObject content, String type) {
        JsonObject form = content.getJsonObject(type);
        return form == null ? content.getJsonObject(type.replaceFirst("/.*", "/*")) : form;
    }

    /** What callers must be ready for, tests are not: further fields. */
    private static void close(Object part) {
        if (part instanceof JsonObject object) {
            List.copyOf(object.fieldNames()).forEach(field -> close(object.getValue(field)));
            if (object.getValue("properties") instanceof JsonObject
                    && object.getValue("type") != null
                    && !object.containsKey("additionalProperties")) {
                object.put("additionalProperties", false);
            }
        } else if (part instanceof JsonArray array) {
            array.forEach(DescribedAnswers::close);
        }
    }
}
