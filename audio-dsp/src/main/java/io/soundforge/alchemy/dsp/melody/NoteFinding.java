package io.soundforge.alchemy.dsp.melody;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The notes of a track, or why there are none.
 *
 * @param notes by start, then by pitch
 * @param reason why there are none, otherwise null
 */
public record NoteFinding(List<PlayedNote> notes, @Nullable String reason) {
    public NoteFinding {
        notes = List.copyOf(notes);
    }
}
