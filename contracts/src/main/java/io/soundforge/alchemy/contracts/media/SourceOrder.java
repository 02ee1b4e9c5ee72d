package io.soundforge.alchemy.contracts.media;

import org.jspecify.annotations.Nullable;

/**
 * What somebody chose: one of the candidates, or a link of their own.
 *
 * @param candidate null if it is a link
 * @param url null if it is a candidate
 */
public record SourceOrder(
        @Nullable SourceCandidate candidate, @Nullable String url) {
    public SourceOrder {
        if ((candidate == null) == (url == null)) {
            throw new IllegalArgumentException("expected a candidate or a link");
        }
    }
}
