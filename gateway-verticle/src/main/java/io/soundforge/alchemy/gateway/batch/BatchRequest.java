package io.soundforge.alchemy.gateway.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.soundforge.alchemy.contracts.batch.BatchId;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.soundforge.alchemy.gateway.http.Excerpt;
import io.soundforge.alchemy.gateway.http.JsonBody;
import io.soundforge.alchemy.gateway.tracks.ImportOptionsJson;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish for many imports: {@code {"job_id", "files": […], "config": {…}}}.
 *
 * @param id the client's, or one of ours
 * @param files 1 to 5000
 * @param options what {@code config} says; it holds for all files
 * @param fingerprint equal for the same JSON, however its fields are ordered
 */
record BatchRequest(BatchId id, List<BatchFile> files, ImportOptions options, String fingerprint) {
    static final int MOST_FILES = 5000;
    private static final Set<String> FIELDS = Set.of("job_id", "files", "config");

    BatchRequest {
        files = List.copyOf(files);
    }

    /**
     * @param work the name of a batch that has none: a request that is sent again is the same batch
     *
     * Fails with INVALID_REQUEST saying what was expected. A file that is not usable is only that.
     */
    static BatchRequest parse(String body, UUID work) {
        JsonObject json = JsonBody.object(body, "the body");
        Set<String> unknown = new TreeSet<>(json.fieldNames());
        unknown.removeAll(FIELDS);
        if (!unknown.isEmpty()) {
            throw invalid("the fields are " + new TreeSet<>(FIELDS) + "; got also " + Excerpt.of(unknown.toString()));
        }
        BatchId id = id(json.getValue("job_id"), work);
        ImportOptions options = options(json.getValue("config"));
        return new BatchRequest(id, files(json.getValue("files"), options), options, fingerprint(json));
    }

    BatchRequest withFiles(List<BatchFile> other) {
        return new BatchRequest(id, other, options, fingerprint);
    }

    private static BatchId id(@Nullable Object value, UUID work) {
        if (value == null) {
            return new BatchId(work.toString());
        }
        try {
            return new BatchId(value instanceof String text ? text : "");
        } catch (IllegalArgumentException e) {
            String expected = "job_id must be 1 to 100 letters, digits, '.', '_' and '-'";
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, expected, e);
        }
    }

    private static ImportOptions options(@Nullable Object config) {
        if (config != null && !(config instanceof JsonObject)) {
            throw invalid("config must be an object; got " + Excerpt.of(config.toString()));
        }
        return ImportOptionsJson.read((JsonObject) config, "config");
    }

    private static List<BatchFile> files(@Nullable Object value, ImportOptions options) {
        if (!(value instanceof JsonArray entries) || entries.isEmpty() || entries.size() > MOST_FILES) {
            String got = value instanceof JsonArray list ? list.size() + " of them" : "none";
            throw invalid("files must be a list of 1 to " + MOST_FILES + " links or tracks; got " + got);
        }
        List<BatchFile> files = new ArrayList<>(entries.size());
        for (int index = 0; index < entries.size(); index++) {
            files.add(BatchFile.readOrRefuse(entries.getValue(index), options));
        }
        return files;
    }

    private static String fingerprint(JsonObject json) {
        try {
            byte[] sorted = WireJson.mapper()
                    .writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(json.getMap())
                    .getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sorted));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("JSON that was read can be written, and every JDK has SHA-256", e);
        }
    }

    private static AlchemyException invalid(String message) {
        return new AlchemyException(ErrorCode.INVALID_REQUEST, message);
    }
}
