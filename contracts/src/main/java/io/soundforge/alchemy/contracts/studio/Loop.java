package io.soundforge.alchemy.contracts.studio;

import java.util.List;
import java.util.UUID;

/**
 * A stretch of a track to be played over and over.
 *
 * @param id 1 to 64 letters, digits, '_' and '-'; unique among the track's loops
 * @param name 1 to 100 characters
 * @param start seconds
 * @param end seconds, later than the start
 * @param stems ids of the stems that are heard, at most {@value #MOST_STEMS}; empty for all
 */
public record Loop(String id, String name, double start, double end, List<UUID> stems) {
    private static final int MOST_STEMS = 32;

    /** @throws IllegalArgumentException naming the field that is not as above */
    public Loop {
        ItemForm.requireId(id);
        ItemForm.requireText("name", name);
        ItemForm.requireSpan(start, end);
        stems = List.copyOf(stems);
        if (stems.size() > MOST_STEMS) {
            throw new IllegalArgumentException("stems must be at most " + MOST_STEMS + "; got " + stems.size());
        }
    }
}
