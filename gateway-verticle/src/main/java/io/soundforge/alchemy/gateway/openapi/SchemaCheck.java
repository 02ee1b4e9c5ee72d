package io.soundforge.alchemy.gateway.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
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

    private static final String DOCUMENT = "https://sound-forge-alchemy.invalid/openapi.json";

    private final JsonObject document;
    private final SchemaRepository repository;

    SchemaCheck(JsonObject document) {
        this.document = document;
        this.repository = SchemaRepository.create(new JsonSchemaOptions()
                        .setBaseUri(DOCUMENT)
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Basic))
                // It leaves marks in what it is given.
                .dereference(DOCUMENT, JsonSchema.of(document.copy()));
    }

    /** A schema of the document, ready to hold values against. */
    Checked checked(JsonObject schema) {
        return new Checked(this, schema, repository.validator(JsonSchema.of(absolute(schema))));
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

    /** The schema by itself: its references name the document. */
    private static JsonObject absolute(JsonObject schema) {
        JsonObject copy = new JsonObject();
        for (Map.Entry<String, Object> field : schema) {
            boolean reference = field.getKey().equals("$ref");
            copy.put(field.getKey(), reference ? DOCUMENT + field.getValue() : absolute(field.getValue()));
        }
        return copy;
    }

    private static @Nullable Object absolute(@Nullable Object part) {
        if (part instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(item -> copy.add(absolute(item)));
            return copy;
        }
        return part instanceof JsonObject object ? absolute(object) : part;
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
