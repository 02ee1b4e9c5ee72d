package io.soundforge.alchemy.gateway.sources;

import io.soundforge.alchemy.contracts.media.ChosenSource;
import io.soundforge.alchemy.contracts.media.SourceCandidate;
import io.soundforge.alchemy.contracts.media.SourceReason;
import io.soundforge.alchemy.contracts.media.TrackSources;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A track's sources as callers see them.
 *
 * @param state {@code choosing | chosen | none}
 * @param chosen what the present audio is; null before there is some
 */
record SourcesView(
        String state,
        List<CandidateView> candidates,
        @Nullable ChosenSource chosen) {
    /** A candidate without what only its provider understands. */
    record CandidateView(
            String id,
            String provider,
            String title,
            String channel,
            @Nullable Double durationSeconds,
            @Nullable String url,
            double score,
            List<SourceReason> reasons) {
        static CandidateView of(SourceCandidate candidate) {
            return new CandidateView(
                    candidate.id(),
                    candidate.provider(),
                    candidate.title(),
                    candidate.channel(),
                    candidate.durationSeconds(),
                    candidate.url(),
                    candidate.score(),
                    candidate.reasons());
        }
    }

    static SourcesView of(Optional<TrackSources> known) {
        return known.map(sources -> new SourcesView(
                        sources.state(),
                        sources.candidates().stream().map(CandidateView::of).toList(),
                        sources.chosen()))
                .orElseGet(() -> new SourcesView("none", List.of(), null));
    }
}
