package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.OtherMethod;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {model, stems[], twoStems, otherMethod, format, bitDepth, autoProcess}}; every field may be absent or null.
 */
public final class ImportOptionsJson {
    private static final Set<String> FIELDS =
            Set.of("model", "stems", "twoStems", "otherMethod", "format", "bitDepth", "autoProcess");

    private final JsonObject json;

    private ImportOptionsJson(JsonObject json) {
        this.json = json;
    }

    /**
     * The options a caller asked for; fails with INVALID_REQUEST naming the field.
     *
     * @param where what the caller calls the options
     */
    public static ImportOptions read(@Nullable JsonObject json, String where) {
        if (json == null) {
            return ImportOptions.defaults();
        }
        try {
            return new ImportOptionsJson(json).options();
        } catch (IllegalArgumentException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, where + ": " + e.getMessage(), e);
        }
    }

    private ImportOptions options() {
        Set<String> unknown = new TreeSet<>(json.fieldNames());
        unknown.removeAll(FIELDS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("the fields are " + new TreeSet<>(FIELDS) + "; got also " + unknown);
        }
        String format = text("format");
        AudioFormat audioFormat = format == null ? AudioFormat.FLAC : AudioFormat.ofText(format);
        Boolean autoProcess = value("autoProcess", Boolean.class, "true or false");
        return new ImportOptions(
                new SeparationOptions(text("model"), stems(), text("twoStems"), audioFormat, bitDepth(), otherMethod()),
                autoProcess == null || autoProcess);
    }

    private BitDepth bitDepth() {
        Object value = json.getValue("bitDepth");
        return value == null ? BitDepth.I24 : BitDepth.ofText(value.toString());
    }

    private OtherMethod otherMethod() {
        String method = text("otherMethod");
        return method == null ? OtherMethod.MINUS : OtherMethod.ofText(method);
    }

    private List<String> stems() {
        JsonArray stems = value("stems", JsonArray.class, "a list of names");
        if (stems == null) {
            return List.of();
        }
        if (stems.stream().anyMatch(stem -> !(stem instanceof String))) {
            throw new IllegalArgumentException("stems must be a list of names; got " + stems.encode());
        }
        return stems.stream().map(String.class::cast).distinct().toList();
    }

    private @Nullable String text(String field) {
        return value(field, String.class, "a text");
    }

    private <T> @Nullable T value(String field, Class<T> type, String expected) {
        Object value = json.getValue(field);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException(field + " must be " + expected + "; got " + value);
        }
        return type.cast(value);
    }
}
