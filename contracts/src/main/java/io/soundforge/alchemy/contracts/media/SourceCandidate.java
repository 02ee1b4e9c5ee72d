package io.soundforge.alchemy.contracts.media;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A recording that a provider offers for a known song.
 *
 * @param id names it among the candidates of one track
 * @param provider its name, such as {@code library}
 * @param reference what the provider calls it; for the provider only
 * @param title as its uploader wrote it
 * @param channel who uploaded it; empty if that is not known
 * @param durationSeconds null if it is not known
 * @param url where people can look at it; null if there is no such place
 * @param score 0 to 1, how sure it is that this is the song
 * @param reasons what the score is made of
 */
public record SourceCandidate(
        String id,
        String provider,
        String reference,
        String title,
        String channel,
        @Nullable Double durationSeconds,
        @Nullable String url,
        double score,
        List<SourceReason> reasons) {
    public SourceCandidate {
        reasons = List.copyOf(reasons);
    }

    /** The same with one more reason, in place of an earlier one of its kind; the score is the product of all. */
    public SourceCandidate with(SourceReason reason) {
        List<SourceReason> all = Stream.concat(
                        reasons.stream().filter(one -> !one.of().equals(reason.of())), Stream.of(reason))
                .toList();
        double product = all.stream().mapToDouble(SourceReason::factor).reduce(1, (before, one) -> before * one);
        return new SourceCandidate(id, provider, reference, title, channel, durationSeconds, url, product, all);
    }
}
