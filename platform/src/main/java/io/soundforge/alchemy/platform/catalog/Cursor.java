package io.soundforge.alchemy.platform.catalog;

import io.soundforge.alchemy.contracts.track.Track;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.UUID;

/** A place in a list that is ordered by time of creation and id: the last item of the part before. */
public record Cursor(Instant createdAt, UUID id) {
    /** Before everything: the list starts with the newest. */
    public static final Cursor START = new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    private static final char SEPARATOR = '|';

    static Cursor of(Track track) {
        return new Cursor(track.createdAt(), track.id().value());
    }

    /** Opaque to callers, safe in URLs. */
    public String text() {
        String plain = createdAt.toString() + SEPARATOR + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException if the text is not from {@link #text()} */
    public static Cursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int separator = plain.indexOf(SEPARATOR);
            if (separator < 0) {
                throw new IllegalArgumentException("no separator");
            }
            return new Cursor(
                    Instant.parse(plain.substring(0, separator)), UUID.fromString(plain.substring(separator + 1)));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalArgumentException("expected a cursor that an earlier part of the list gave", e);
        }
    }
}
