package io.soundforge.alchemy.contracts.studio;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;

/** What happens at a cue point. */
public enum CueType {
    DROP("#ef4444"),
    BREAKDOWN("#3b82f6"),
    INTRO("#22c55e"),
    OUTRO("#a855f7"),
    CUSTOM("#64748b");

    private final String color;

    CueType(String color) {
        this.color = color;
    }

    /** The colour of a cue point of this type that names none, {@code #rrggbb}. */
    public String color() {
        return color;
    }

    /** Lower-case form used in JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the types, for any other text */
    public static CueType ofText(String text) {
        return Arrays.stream(values())
                .filter(type -> type.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("type must be one of "
                        + Arrays.stream(values()).map(CueType::text).collect(joining(", ")) + "; got '" + text + "'"));
    }
}
