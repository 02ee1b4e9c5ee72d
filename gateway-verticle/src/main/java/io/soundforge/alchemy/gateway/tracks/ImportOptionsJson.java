package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.ClipMode;
import io.soundforge.alchemy.contracts.stems.OtherMethod;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {model, stems[], twoStems, otherMethod, format, bitDepth, without[], shifts, previewSeconds, residual,
 * clipMode, autoProcess}}; every field may be absent or null.
 */
public final class ImportOptionsJson {
    private static final Set<String> SEPARATION_FIELDS = Set.of(
            "model",
            "stems",
            "twoStems",
            "otherMethod",
            "format",
            "bitDepth",
            "without",
            "shifts",
            "previewSeconds",
            "residual",
            "clipMode");
    private static final Set<String> IMPORT_FIELDS = with(SEPARATION_FIELDS, "autoProcess");

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
        return named(where, () -> new ImportOptionsJson(json).importOptions());
    }

    /** As above for a separation alone, which knows no {@code autoProcess}. */
    public static SeparationOptions readSeparation(JsonObject json, String where) {
        return named(where, () -> new ImportOptionsJson(json).separation(SEPARATION_FIELDS));
    }

    private static <T> T named(String where, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, where + ": " + e.getMessage(), e);
        }
    }

    private ImportOptions importOptions() {
        SeparationOptions separation = separation(IMPORT_FIELDS);
        Boolean autoProcess = flag("autoProcess");
        return new ImportOptions(separation, autoProcess == null || autoProcess);
    }

    private SeparationOptions separation(Set<String> fields) {
        Set<String> unknown = new TreeSet<>(json.fieldNames());
        unknown.removeAll(fields);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("the fields are " + new TreeSet<>(fields) + "; got also " + unknown);
        }
        String format = text("format");
        Boolean residual = flag("residual");
        return new SeparationOptions(
                text("model"),
                names("stems"),
                text("twoStems"),
                format == null ? AudioFormat.FLAC : AudioFormat.ofText(format),
                bitDepth(),
                otherMethod(),
                names("without"),
                shifts(),
                previewSeconds(),
                residual != null && residual,
                clipMode());
    }

    private int shifts() {
        Number shifts = value("shifts", Number.class, "a whole number");
        if (shifts == null) {
            return 0;
        }
        if (shifts.doubleValue() != shifts.intValue()) {
            throw new IllegalArgumentException("shifts must be a whole number; got " + shifts);
        }
        return shifts.intValue();
    }

    private @Nullable Double previewSeconds() {
        Number seconds = value("previewSeconds", Number.class, "a number of seconds");
        return seconds == null ? null : seconds.doubleValue();
    }

    private ClipMode clipMode() {
        String mode = text("clipMode");
        return mode == null ? ClipMode.COMMON : ClipMode.ofText(mode);
    }

    private BitDepth bitDepth() {
        Object value = json.getValue("bitDepth");
        return value == null ? BitDepth.I24 : BitDepth.ofText(value.toString());
    }

    private OtherMethod otherMethod() {
        String method = text("otherMethod");
        return method == null ? OtherMethod.MINUS : OtherMethod.ofText(method);
    }

    private List<String> names(String field) {
        JsonArray names = value(field, JsonArray.class, "a list of names");
        if (names == null) {
            return List.of();
        }
        if (names.stream().anyMatch(name -> !(name instanceof String))) {
            throw new IllegalArgumentException(field + " must be a list of names; got " + names.encode());
        }
        return names.stream().map(String.class::cast).distinct().toList();
    }

    private @Nullable Boolean flag(String field) {
        return value(field, Boolean.class, "true or false");
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

    private static Set<String> with(Set<String> fields, String one) {
        Set<String> all = new TreeSet<>(fields);
        all.add(one);
        return Set.copyOf(all);
    }
}
