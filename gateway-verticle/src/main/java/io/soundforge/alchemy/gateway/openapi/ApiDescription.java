package io.soundforge.alchemy.gateway.openapi;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** What this server understands and answers, as an OpenAPI 3.1 document and as its operations. */
public final class ApiDescription {
    private final JsonObject document;
    private final Buffer json;
    private final Buffer yaml;
    private final List<Operation> operations;

    private ApiDescription(JsonObject document) {
        this.document = document;
        this.json = document.toBuffer();
        this.yaml = yaml(document);
        this.operations = operations(document, new SchemaCheck(document));
    }

    /**
     * Puts the files on the class path together, which takes a moment.
     *
     * @param version of this build
     * @throws IllegalStateException if the files contradict each other
     */
    public static ApiDescription of(String version) {
        return of(DescriptionFiles.read(), version);
    }

    static ApiDescription of(SortedMap<String, JsonObject> files, String version) {
        return new ApiDescription(Assembly.of(files, version));
    }

    /** The OpenAPI document; not to be changed. */
    public JsonObject document() {
        return document;
    }

    /** The document as JSON text. */
    Buffer json() {
        return json;
    }

    /** The document as YAML text. */
    Buffer yaml() {
        return yaml;
    }

    private static Buffer yaml(JsonObject document) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        return Buffer.buffer(new Yaml(options).dump(plain(document)));
    }

    private static @Nullable Object plain(@Nullable Object json) {
        if (json instanceof JsonObject object) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            object.forEach(field -> fields.put(field.getKey(), plain(field.getValue())));
            return fields;
        }
        return json instanceof JsonArray array
                ? array.stream().map(ApiDescription::plain).collect(Collectors.toCollection(ArrayList::new))
                : json;
    }

    /** The operation of a request, by its path without query; empty if none is described. */
    public Optional<Operation> find(HttpMethod method, String path) {
        String[] segments = Operation.segments(path);
        return operations.stream()
                .filter(operation -> operation.matches(method.name(), segments))
                .findFirst();
    }

    /** All operations; where two match a path, the first is meant. */
    public List<Operation> operations() {
        return operations;
    }

    private static List<Operation> operations(JsonObject document, SchemaCheck schemas) {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, Object> path : document.getJsonObject("paths")) {
            JsonObject item = (JsonObject) path.getValue();
            for (String method : Assembly.METHODS) {
                JsonObject operation = item.getJsonObject(method);
                if (operation != null) {
                    JsonArray parameters = new JsonArray()
                            .addAll(item.getJsonArray("parameters", new JsonArray()))
                            .addAll(operation.getJsonArray("parameters", new JsonArray()));
                    operations.add(Operation.of(
                            method.toUpperCase(Locale.ROOT), path.getKey(), operation, parameters, schemas));
                }
            }
        }
        operations.sort(Comparator.comparing(Operation::rank));
        return List.copyOf(operations);
    }
}
