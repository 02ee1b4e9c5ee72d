package io.soundforge.alchemy.dsp.structure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sections of a track, or why there are none.
 *
 * @param sections from 0 to the end of the track without gaps; empty if no structure was found
 * @param reason why there are none, otherwise null
 */
public record StructureFinding(
        List<Stretch> sections, @Nullable String reason) {
    public StructureFinding {
        sections = List.copyOf(sections);
    }

    static StructureFinding none(String reason) {
        return new StructureFinding(List.of(), reason);
    }
}
