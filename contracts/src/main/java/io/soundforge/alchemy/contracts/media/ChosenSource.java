package io.soundforge.alchemy.contracts.media;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a known song's audio was fetched as.
 *
 * @param provider its name; {@code url} for a link that somebody gave
 * @param url where people can look at it; null if there is no such place
 * @param title as its uploader wrote it; null for a link
 * @param score 0 to 1; null for a link
 * @param reasons what the score is made of
 * @param chosenBy {@code score} or {@code user}
 */
public record ChosenSource(
        String provider,
        @Nullable String url,
        @Nullable String title,
        @Nullable Double score,
        List<SourceReason> reasons,
        String chosenBy) {
    public static final String BY_SCORE = "score";
    public static final String BY_USER = "user";

    public ChosenSource {
        reasons = List.copyOf(reasons);
    }

    public static ChosenSource of(SourceCandidate candidate, String chosenBy) {
        return new ChosenSource(
                candidate.provider(),
                candidate.url(),
                candidate.title(),
                candidate.score(),
                candidate.reasons(),
                chosenBy);
    }

    /** The same with what was found out after it was fetched. */
    public ChosenSource and(List<SourceReason> more) {
        return new ChosenSource(
                provider,
                url,
                title,
                score,
                Stream.concat(reasons.stream(), more.stream()).toList(),
                chosenBy);
    }

    /** A link that somebody gave. */
    public static ChosenSource ofLink(String url, String provider) {
        return new ChosenSource(provider, url, null, null, List.of(), BY_USER);
    }
}
