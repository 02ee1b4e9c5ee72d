package io.soundforge.alchemy.contracts.studio;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The parts of a song.
 *
 * @param arrangement at most {@value #MOST_SECTIONS}, in the order given; ids are unique
 */
public record Arrangement(List<ArrangementSection> arrangement) {
    public static final int MOST_SECTIONS = 200;

    /** @throws IllegalArgumentException for more sections, or two of one id */
    public Arrangement {
        arrangement = List.copyOf(arrangement);
        if (arrangement.size() > MOST_SECTIONS) {
            throw new IllegalArgumentException(
                    "an arrangement has at most " + MOST_SECTIONS + " sections; got " + arrangement.size());
        }
        Set<String> ids = new HashSet<>();
        for (ArrangementSection section : arrangement) {
            if (!ids.add(section.id())) {
                throw new IllegalArgumentException("two sections have the id '" + section.id() + "'");
            }
        }
    }

    public static Arrangement none() {
        return new Arrangement(List.of());
    }
}
