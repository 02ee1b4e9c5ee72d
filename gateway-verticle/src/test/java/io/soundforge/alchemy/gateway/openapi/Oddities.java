package io.soundforge.alchemy.gateway.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Requests that nobody should send, made from what the description asks for. The same seed makes the same. */
public final class Oddities {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "x",
            "-1",
            "0",
            "1e999",
            "99999999999999999999",
            "true",
            "null",
            "\u0000",
            "\u202e",
            "../../etc/passwd",
            "' or 1=1--",
            "${jndi:x}",
            "🎵",
            "a".repeat(1500),
            "2026-13-45T99:00:00Z",
            "[]",
            "{}",
            "%",
            "00000000-0000-0000-0000-000000000000");

    private final Random random;

    public Oddities(long seed) {
        this.random = new Random(seed);
    }

    /** Whether to. */
    public boolean coin() {
        return random.nextBoolean();
    }

    public String text() {
        return pick(TEXTS);
    }

    /** A text that is a body of the operation with something wrong in it, or no JSON at all. */
    public String body(Operation operation) {
        JsonObject example = example(operation);
        return switch (random.nextInt(8)) {
            case 0 -> pick(Arrays.asList("", "{", "[1,2", "\"text\"", "null", "17", "[]", "{\"a\":1,\"a\":2}", "{}x"));
            case 1 -> "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}";
            case 2 -> twice(example);
            default -> {
                int changes = 1 + random.nextInt(3);
                for (int i = 0; i < changes; i++) {
                    change(example, operation);
                }
                yield example.encode();
            }
        };
    }

    private static JsonObject example(Operation operation) {
        Object example = operation
                .json()
                .getJsonObject("requestBody")
                .getJsonObject("content")
                .getJsonObject("application/json")
                .getValue("example");
        return example instanceof JsonObject object ? object.copy() : new JsonObject();
    }

    private static String twice(JsonObject example) {
        String text = example.encode();
        String field = example.isEmpty() ? "a" : example.fieldNames().iterator().next();
        return "{\"" + field + "\":1," + (text.length() > 2 ? text.substring(1) : "\"" + field + "\":2}");
    }

    /** Puts anything where something was wanted, at the top or one level below. */
    private void change(JsonObject body, Operation operation) {
        List<String> fields = new ArrayList<>(body.fieldNames());
        Operation.Body described = operation.body();
        if (described != null) {
            fields.addAll(described
                    .schema()
                    .resolved()
                    .getJsonObject("properties", new JsonObject())
                    .fieldNames());
        }
        fields.add("field" + random.nextInt(5));
        String field = pick(fields);
        Object before = body.getValue(field);
        if (before instanceof JsonObject inner && random.nextBoolean()) {
            inner.put(inner.isEmpty() ? "x" : pick(List.copyOf(inner.fieldNames())), anything());
        } else if (before != null && random.nextInt(4) == 0) {
            body.remove(field);
        } else {
            body.put(field, anything());
        }
    }

    private @Nullable Object anything() {
        return switch (random.nextInt(9)) {
            case 0 -> null;
            case 1 -> random.nextInt();
            case 2 -> random.nextDouble() * 1e300;
            case 3 -> random.nextBoolean();
            case 4 -> new JsonArray().add(text()).add(random.nextInt()).addNull();
            case 5 -> new JsonObject().put(text(), random.nextInt());
            case 6 -> new JsonArray();
            case 7 -> -1;
            default -> text();
        };
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
