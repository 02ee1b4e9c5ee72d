package io.soundforge.alchemy.contracts.batch;

import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a client calls its batch; unique per owner.
 *
 * @param value 1 to 100 of {@code A-Z a-z 0-9 . _ -}, but neither {@code .} nor {@code ..}, which no path can name
 */
public record BatchId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public BatchId {
        Objects.requireNonNull(value, "value");
        if (!FORM.matcher(value).matches() || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(
                    "a batch's id is 1 to 100 letters, digits, '.', '_' and '-', and neither '.' nor '..'");
        }
    }

    /** A name for a batch whose client has none. */
    public static BatchId random() {
        return new BatchId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
