package io.soundforge.alchemy.contracts.job;

import java.util.Objects;
import java.util.UUID;

/** Names one job, for callers and between verticles. */
public record JobId(UUID value) {
    public JobId {
        Objects.requireNonNull(value, "value");
    }

    public static JobId random() {
        return new JobId(UUID.randomUUID());
    }

    /**
     * Reads the canonical form.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its canonical form of 36 characters
     */
    public static JobId parse(String text) {
        UUID parsed = UUID.fromString(text);
        if (!parsed.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("expected a UUID of 36 characters");
        }
        return new JobId(parsed);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
