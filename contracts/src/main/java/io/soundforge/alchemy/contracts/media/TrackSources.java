package io.soundforge.alchemy.contracts.media;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a known song's audio came from, or may come from.
 *
 * @param state {@code choosing} while somebody has to choose, else {@code chosen}
 * @param expectedSeconds how long the recording is by its metadata; null if they do not say
 * @param candidates the best first
 * @param ordered what somebody chose and the next download is to fetch; null if there is no such wish
 * @param chosen what the present audio is; null before there is some
 */
public record TrackSources(
        String state,
        @Nullable Double expectedSeconds,
        List<SourceCandidate> candidates,
        @Nullable SourceOrder ordered,
        @Nullable ChosenSource chosen) {
    public static final String CHOOSING = "choosing";
    public static final String CHOSEN = "chosen";

    public TrackSources {
        candidates = List.copyOf(candidates);
    }
}
