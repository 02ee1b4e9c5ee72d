package io.soundforge.alchemy.websocket;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.Set;
import java.util.TreeSet;

/** The published description, against which real traffic is held. */
final class AsyncApi {
    private static final JsonSchemaOptions OPTIONS =
            new JsonSchemaOptions().setBaseUri("app://asyncapi").setDraft(Draft.DRAFT7);

    private final JsonObject document = new JsonObject(Buffer.buffer(ApiDescription.read()));
    private final Set<String> seen = new TreeSet<>();

    JsonObject document() {
        return document;
    }

    /** Messages of all channels, as {@code channel/message}. */
    Set<String> messages() {
        Set<String> all = new TreeSet<>();
        JsonObject channels = document.getJsonObject("channels");
        channels.fieldNames().forEach(channel -> names(channel).forEach(message -> all.add(channel + "/" + message)));
        return all;
    }

    /** Those that were held against the description. */
    Set<String> seen() {
        return seen;
    }

    /** Fails unless the channel has a message of that name into which the payload fits. */
    void hold(String channel, String event, Object payload) {
        for (String message : names(channel)) {
            JsonObject described = document.getJsonObject("components")
                    .getJsonObject("messages")
                    .getJsonObject(message);
            if (event.matches(described.getString("x-event"))) {
                OutputUnit result = Validator.create(
                                JsonSchema.of((JsonObject) whole(described.getJsonObject("payload"))), OPTIONS)
                        .validate(payload);
                if (!Boolean.TRUE.equals(result.getValid())) {
                    throw new AssertionError(message + " does not describe " + payload + ": " + result.toJson());
                }
                seen.add(channel + "/" + message);
                return;
            }
        }
        throw new AssertionError("nothing describes " + event + " on " + channel);
    }

    private Set<String> names(String channel) {
        return document.getJsonObject("channels")
                .getJsonObject(channel)
                .getJsonObject("messages")
                .fieldNames();
    }

    /** With every reference replaced by what it refers to. */
    private Object whole(Object schema) {
        if (schema instanceof JsonArray array) {
            JsonArray items = new JsonArray();
            array.forEach(item -> items.add(whole(item)));
            return items;
        }
        if (!(schema instanceof JsonObject object)) {
            return schema;
        }
        String reference = object.getValue("$ref") instanceof String text ? text : null;
        if (reference != null) {
            String name = reference.substring(reference.lastIndexOf('/') + 1);
            return whole(document.getJsonObject("components")
                    .getJsonObject("schemas")
                    .getJsonObject(name));
        }
        JsonObject copy = new JsonObject();
        object.forEach(entry -> copy.put(entry.getKey(), whole(entry.getValue())));
        return copy;
    }
}
