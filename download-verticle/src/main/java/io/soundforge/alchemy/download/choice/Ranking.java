package io.soundforge.alchemy.download.choice;

import io.soundforge.alchemy.contracts.media.SourceCandidate;
import io.soundforge.alchemy.contracts.media.SourceReason;
import io.soundforge.alchemy.download.match.Candidate;
import io.soundforge.alchemy.download.match.Match;
import io.soundforge.alchemy.download.match.MatchScorer;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.provider.Offer;
import io.soundforge.alchemy.download.provider.PlainArgument;
import io.soundforge.alchemy.download.provider.ProviderSet;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Offers as candidates with their scores, the best first. */
final class Ranking {
    /** So many are kept and shown. */
    static final int MOST = 20;

    /** What a place further back in the order of providers costs: a good match at hand beats a slightly better one. */
    private static final double PLACE = 0.1;

    /** A program that searches by itself is trusted a little more than what has to be asked about. */
    private static final double UNSEEN = 0.7;

    private Ranking() {}

    static List<SourceCandidate> of(Wanted wanted, List<Offer> offers, ProviderSet providers) {
        List<SourceCandidate> candidates =
                offers.stream().map(offer -> candidate(wanted, offer)).toList();
        return sorted(candidates, providers).stream().limit(MOST).toList();
    }

    /** The best first. */
    static List<SourceCandidate> sorted(List<SourceCandidate> candidates, ProviderSet providers) {
        return candidates.stream()
                .sorted(Comparator.comparingDouble((SourceCandidate one) -> preference(one, providers))
                        .reversed())
                .toList();
    }

    /** Whether it may be taken without asking anybody. */
    static boolean certain(SourceCandidate candidate) {
        return candidate.score() >= Match.CERTAIN;
    }

    private static double preference(SourceCandidate candidate, ProviderSet providers) {
        return candidate.score() - PLACE * providers.place(candidate.provider());
    }

    private static SourceCandidate candidate(Wanted wanted, Offer offer) {
        Candidate seen = offer.candidate();
        if (seen == null) {
            SourceReason reason = new SourceReason("provider", UNSEEN, "it searches by itself");
            return candidate(offer, new Candidate(wanted.title(), "", offer.duration()), UNSEEN, List.of(reason));
        }
        Match match = MatchScorer.score(wanted, seen);
        List<SourceReason> reasons = match.reasons().stream()
                .map(reason -> new SourceReason(reason.of(), reason.factor(), PlainArgument.line(reason.finding())))
                .toList();
        return candidate(offer, seen, match.score(), reasons);
    }

    private static SourceCandidate candidate(Offer offer, Candidate seen, double score, List<SourceReason> reasons) {
        return new SourceCandidate(
                id(offer),
                offer.provider(),
                offer.reference(),
                PlainArgument.line(seen.title()),
                PlainArgument.line(seen.channel()),
                seen.duration().isZero() ? null : seen.duration().toMillis() / 1000.0,
                offer.url(),
                score,
                reasons);
    }

    /** The same for the same offer, so that an answer that comes late still names it. */
    private static String id(Offer offer) {
        return UUID.nameUUIDFromBytes((offer.provider() + "\n" + offer.reference()).getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 13);
    }
}
