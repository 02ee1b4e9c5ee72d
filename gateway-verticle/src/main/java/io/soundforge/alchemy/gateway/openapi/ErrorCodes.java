package io.soundforge.alchemy.gateway.openapi;

import static java.util.stream.Collectors.joining;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;

/** The table of failures as a schema. */
final class ErrorCodes {
    private ErrorCodes() {}

    static JsonObject schema() {
        JsonArray texts = new JsonArray();
        Arrays.stream(ErrorCode.values()).forEach(code -> texts.add(code.text()));
        return new JsonObject()
                .put("type", "string")
                .put("description", "What went wrong, for programs.\n\n" + table())
                .put("enum", texts);
    }

    private static String table() {
        return "| code | status | again? | meaning |\n|---|---|---|---|\n"
                + Arrays.stream(ErrorCode.values())
                        .map(code -> "| `" + code.text() + "` | " + code.httpStatus() + " | "
                                + (code.retryable() ? "may help" : "no") + " | " + code.sentence() + " |")
                        .collect(joining("\n"));
    }
}
