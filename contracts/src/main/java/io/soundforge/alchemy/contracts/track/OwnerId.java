package io.soundforge.alchemy.contracts.track;

import java.util.Objects;

/** Whose row it is. Without authentication every row belongs to {@link #LOCAL}. */
public record OwnerId(String value) {
    public static final OwnerId LOCAL = new OwnerId("local");

    /** Who runs the server, when people sign in. */
    public static final OwnerId SERVICE = new OwnerId("service");

    public OwnerId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("owner must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
