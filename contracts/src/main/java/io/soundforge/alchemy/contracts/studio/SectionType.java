package io.soundforge.alchemy.contracts.studio;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;

/** The part that a section plays in a song. */
public enum SectionType {
    INTRO("#22c55e"),
    VERSE("#3b82f6"),
    CHORUS("#f59e0b"),
    BRIDGE("#ec4899"),
    OUTRO("#a855f7"),
    CUSTOM("#64748b");

    private final String color;

    SectionType(String color) {
        this.color = color;
    }

    /** The colour of a section of this type that names none, {@code #rrggbb}. */
    public String color() {
        return color;
    }

    /** Lower-case form used in JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the types, for any other text */
    public static SectionType ofText(String text) {
        return Arrays.stream(values())
                .filter(type -> type.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("type must be one of "
                        + Arrays.stream(values()).map(SectionType::text).collect(joining(", ")) + "; got '" + text
                        + "'"));
    }
}
