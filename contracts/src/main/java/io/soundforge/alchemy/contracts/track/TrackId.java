package io.soundforge.alchemy.contracts.track;

import java.util.Objects;
import java.util.UUID;

/** Names one track, for callers and between verticles. */
public record TrackId(UUID value) {
    public TrackId {
        Objects.requireNonNull(value, "value");
    }

    public static TrackId random() {
        return new TrackId(UUID.randomUUID());
    }

    /**
     * Reads the canonical form.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its canonical form of 36 characters
     */
    public static TrackId parse(String text) {
        UUID parsed = UUID.fromString(text);
        if (!parsed.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("expected a UUID of 36 characters");
        }
        return new TrackId(parsed);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
