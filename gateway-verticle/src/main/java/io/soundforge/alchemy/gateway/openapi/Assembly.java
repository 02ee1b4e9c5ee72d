package io.soundforge.alchemy.gateway.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts the files of all features together under the root, and writes out what they may leave to it. */
final class Assembly {
    static final List<String> METHODS = List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final JsonObject document;
    private final Frame frame;
    private final Set<String> operations = new HashSet<>();

    private Assembly(JsonObject root) {
        this.document = root.copy();
        this.frame = new Frame(
                document.getJsonObject("x-frame", new JsonObject()),
                document.getJsonObject("x-path-parameters", new JsonObject()));
        document.remove("x-frame");
        document.remove("x-path-parameters");
    }

    /**
     * The whole document.
     *
     * @param files by name, {@link DescriptionFiles#ROOT} among them
     * @throws IllegalStateException naming what two files describe both
     */
    static JsonObject of(SortedMap<String, JsonObject> files, String version) {
        SortedMap<String, JsonObject> features = new TreeMap<>(files);
        JsonObject root = features.remove(DescriptionFiles.ROOT);
        if (root == null) {
            throw new IllegalStateException(DescriptionFiles.ROOT + " is missing");
        }
        Assembly assembly = new Assembly(root);
        assembly.section(assembly.document, "info").put("version", version);
        features.forEach(assembly::add);
        assembly.section(assembly.section(assembly.document, "components"), "schemas")
                .put("ErrorCode", ErrorCodes.schema());
        assembly.complete();
        EveryField.requireIn(assembly.document);
        return assembly.document;
    }

    private void add(String file, JsonObject feature) {
        JsonObject paths = section(document, "paths");
        feature.getJsonObject("paths", new JsonObject())
                .forEach(path -> merge(file, paths, path.getKey(), (JsonObject) path.getValue()));
        JsonObject components = section(document, "components");
        feature.getJsonObject("components", new JsonObject())
                .forEach(kind -> merge(file, components, kind.getKey(), (JsonObject) kind.getValue()));
        feature.getJsonArray("tags", new JsonArray())
                .forEach(tag -> document.getJsonArray("tags").add(tag));
    }

    private void merge(String file, JsonObject all, String name, JsonObject more) {
        JsonObject present = section(all, name);
        for (Map.Entry<String, Object> entry : more) {
            if (present.containsKey(entry.getKey())) {
                throw new IllegalStateException(
                        file + " describes " + name + " " + entry.getKey() + ", which another file describes too");
            }
            present.put(entry.getKey(), entry.getValue());
        }
    }

    private void complete() {
        for (Map.Entry<String, Object> path : section(document, "paths")) {
            JsonObject item = (JsonObject) path.getValue();
            frame.addPathParameters(path.getKey(), item);
            addHead(item);
            for (String method : METHODS) {
                JsonObject operation = item.getJsonObject(method);
                if (operation != null) {
                    requireNew(operation.getString("operationId", method + " " + path.getKey()));
                    frame.addResponses(path.getKey(), operation);
                    addHeaders(operation.getJsonObject("responses"));
                }
            }
        }
        addHeaders(section(section(document, "components"), "responses"));
    }

    private void addHeaders(JsonObject responses) {
        responses.forEach(response -> frame.addHeaders((JsonObject) response.getValue()));
    }

    private void requireNew(String operationId) {
        if (!operations.add(operationId)) {
            throw new IllegalStateException("two operations are called " + operationId);
        }
    }

    /** {@code x-head: true} under {@code get} says that HEAD is served as well. */
    private static void addHead(JsonObject item) {
        JsonObject get = item.getJsonObject("get");
        if (get == null || !Boolean.TRUE.equals(get.remove("x-head"))) {
            return;
        }
        JsonObject head = get.copy();
        head.put("operationId", get.getString("operationId").replaceFirst("^[a-z]+", "head"));
        head.put("summary", get.getString("summary") + " Without it: its headers.");
        item.put("head", head);
    }

    private JsonObject section(JsonObject parent, String name) {
        if (!parent.containsKey(name)) {
            parent.put(name, new JsonObject());
        }
        return parent.getJsonObject(name);
    }
}
