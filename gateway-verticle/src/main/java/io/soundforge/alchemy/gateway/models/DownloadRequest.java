package io.soundforge.alchemy.gateway.models;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.http.JsonBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to have installed.
 *
 * @param url null for the catalogue's
 * @param sha256 null for the catalogue's
 * @param bytes null when the caller does not say
 */
record DownloadRequest(
        String model,
        @Nullable String url,
        @Nullable String sha256,
        @Nullable Long bytes) {

    /**
     * Reads {@code {"model"|"modelName": …, "url": …, "sha256": …, "size": …}}; clients of the original say {@code
     * modelName}.
     *
     * @throws AlchemyException INVALID_REQUEST
     */
    static DownloadRequest read(@Nullable Buffer body) {
        JsonObject json = JsonBody.object(body == null ? "" : body.toString(), "the body");
        Object name = json.containsKey("modelName") ? json.getValue("modelName") : json.getValue("model");
        if (!(name instanceof String model) || model.isBlank()) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "Model name is required");
        }
        return new DownloadRequest(model, text(json, "url"), text(json, "sha256"), size(json));
    }

    private static @Nullable String text(JsonObject json, String field) {
        Object value = json.getValue(field);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new AlchemyException(ErrorCode.INVALID_REQUEST, "expected a text as " + field);
    }

    private static @Nullable Long size(JsonObject json) {
        Object value = json.getValue("size");
        if (value == null) {
            return null;
        }
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw new AlchemyException(ErrorCode.INVALID_REQUEST, "expected a whole number of bytes as size");
    }
}
