package io.soundforge.alchemy.download.choice;

import io.soundforge.alchemy.contracts.media.ChosenSource;
import io.soundforge.alchemy.contracts.media.SourceCandidate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Audio of a known song and what it was taken for.
 *
 * @param audio as whoever asked has made of the file
 * @param expectedSeconds null if the metadata do not say
 * @param candidates what it was chosen from; empty if somebody had chosen before
 */
public record Found<A>(
        A audio, @Nullable Double expectedSeconds, List<SourceCandidate> candidates, ChosenSource chosen) {}
