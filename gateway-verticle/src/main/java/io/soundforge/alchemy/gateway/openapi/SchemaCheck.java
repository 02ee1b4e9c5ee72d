package io.soundforge.alchemy.gateway.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schemas of one document, ready to hold values against. */
final class SchemaCheck {
    /** So that a body full of errors takes no time. */
    private static final int MOST_ERRORS = 200;

    private static final String SCHEMAS = "#/components/schemas/";

    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setBaseUri("https://sound-forge-alchemy.invalid/")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);

    private final JsonObject document;

    SchemaCheck(JsonObject document) {
        this.document = document;
    }

    /** A schema of the document, ready to hold values against. */
    Checked checked(JsonObject schema) {
        return new Checked(this, schema, Validator.create(JsonSchema.of(alone(schema)), OPTIONS));
    }

    /** What a {@code $ref} leads to; the object itself if it has none. */
    JsonObject resolve(JsonObject object) {
        String reference = object.getString("$ref");
        if (reference == null) {
            return object;
        }
        JsonObject at = document;
        for (String step : Pointers.steps(reference.substring(1))) {
            JsonObject next = at.getJsonObject(step);
            if (next == null) {
                throw new IllegalStateException("the description refers to " + reference + ", which is not there");
            }
            at = next;
        }
        return resolve(at);
    }

    /**
     * The schema by itself, with those that it refers to. A validator for each keeps far less than validators that share
     * the whole document.
     */
    private JsonObject alone(JsonObject schema) {
        JsonObject others = new JsonObject();
        JsonObject alone = alone(schema, others);
        return others.isEmpty() ? alone : alone.put("$defs", others);
    }

    private JsonObject alone(JsonObject schema, JsonObject others) {
        JsonObject copy = new JsonObject();
        for (Map.Entry<String, Object> field : schema) {
            boolean reference = field.getKey().equals("$ref");
            copy.put(
                    field.getKey(),
                    reference ? taken(field.getValue().toString(), others) : alone(field.getValue(), others));
        }
        return copy;
    }

    private @Nullable Object alone(@Nullable Object part, JsonObject others) {
        if (part instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(item -> copy.add(alone(item, others)));
            return copy;
        }
        return part instanceof JsonObject object ? alone(object, others) : part;
    }

    /** Takes the schema along that a reference leads to. */
    private String taken(String reference, JsonObject others) {
        if (!reference.startsWith(SCHEMAS)) {
            throw new IllegalStateException("schemas refer to " + SCHEMAS + "…; got " + reference);
        }
        String name = reference.substring(SCHEMAS.length());
        if (!others.containsKey(name)) {
            others.put(name, new JsonObject()); // so that a schema may contain itself
            others.put(name, alone(resolve(new JsonObject().put("$ref", reference)), others));
        }
        return "#/$defs/" + name;
    }

    /** One schema with its validator. */
    record Checked(SchemaCheck schemas, JsonObject schema, Validator validator) {
        JsonObject resolved() {
            return schemas.resolve(schema);
        }

        /** What of a value is not as the schema wants it; empty if all is. */
        List<Misfit> misfits(@Nullable Object value) {
            OutputUnit result = validator.validate(value);
            if (Boolean.TRUE.equals(result.getValid())) {
                return List.of();
            }
            Set<String> places = new LinkedHashSet<>();
            List<OutputUnit> errors = result.getErrors() == null ? List.of() : result.getErrors();
            errors.stream()
                    .limit(MOST_ERRORS)
                    .forEach(error -> places.add(Pointers.ofFragment(error.getInstanceLocation())));
            Set<String> innermost = new LinkedHashSet<>();
            places.stream()
                    .filter(place -> places.stream().noneMatch(other -> other.startsWith(place + "/")))
                    .forEach(innermost::add);
            List<Misfit> misfits = new ArrayList<>();
            innermost.forEach(place -> misfits.addAll(Misfit.at(schemas, schema, value, place)));
            return misfits.isEmpty() ? List.of(Misfit.of("", schemas.resolve(schema), value)) : misfits;
        }
    }
}
