package io.soundforge.alchemy.download.choice;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.media.SourceCandidate;
import io.soundforge.alchemy.download.match.DurationReason;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint.Place;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches one candidate after the other and listens to it, until one is the song. */
final class Trial<A> {
    private static final Logger LOG = LoggerFactory.getLogger(Trial.class);

    /** Below this the decoded duration speaks against the recording, whatever its title says. */
    private static final double SAME_LENGTH = 0.5;

    private final Wanted wanted;
    private final Intake<A> intake;
    private final Function<SourceCandidate, Future<A>> fetch;

    /** Candidates that were fetched, by id, with what was heard of them. */
    private final Map<String, SourceCandidate> heard = new HashMap<>();

    Trial(Wanted wanted, Intake<A> intake, Function<SourceCandidate, Future<A>> fetch) {
        this.wanted = wanted;
        this.intake = intake;
        this.fetch = fetch;
    }

    /** What turned out to be the song. */
    record Right<A>(SourceCandidate candidate, A audio) {}

    /**
     * The first that is the song; fails as the first of them failed, with WRONG_RECORDING if it is another song.
     *
     * @param candidates at least one
     */
    Future<Right<A>> first(List<SourceCandidate> candidates) {
        SourceCandidate candidate = candidates.get(0);
        List<SourceCandidate> others = candidates.subList(1, candidates.size());
        return fetch.apply(candidate)
                .compose(audio -> Listening.to(audio, wanted, intake)
                        .map(place -> new Right<>(judged(candidate, audio, place), audio)))
                .recover(error -> {
                    if (SourceSearch.stopped(error)) {
                        return Future.failedFuture(error);
                    }
                    LOG.warn("{} did not give the song: {}", candidate.provider(), error.getMessage());
                    return others.isEmpty()
                            ? Future.failedFuture(error)
                            : first(others)
                                    .recover(later -> Future.failedFuture(SourceSearch.stopped(later) ? later : error));
                });
    }

    /** The candidates with what was heard of them. */
    List<SourceCandidate> told(List<SourceCandidate> candidates) {
        return candidates.stream().map(one -> heard.getOrDefault(one.id(), one)).toList();
    }

    /** It is listened to in any case: whoever has to choose in the end wants to know. */
    private SourceCandidate judged(SourceCandidate candidate, A audio, Optional<Place> place) {
        SourceCandidate now = place.map(Listening::reason).map(candidate::with).orElse(candidate);
        heard.put(now.id(), now);
        requireLength(wanted.duration(), intake.duration(audio));
        place.ifPresent(Trial::requireHeard);
        return now;
    }

    private static void requireHeard(Place place) {
        if (!place.heard()) {
            throw new AlchemyException(
                    ErrorCode.WRONG_RECORDING,
                    "it is another recording: " + Listening.reason(place).finding());
        }
    }

    private static void requireLength(Duration wanted, Duration decoded) {
        if (!wanted.isZero() && DurationReason.of(wanted, decoded).factor() < SAME_LENGTH) {
            throw new AlchemyException(
                    ErrorCode.WRONG_RECORDING,
                    "the song should be " + wanted.toSeconds() + " s long; the audio is " + decoded.toSeconds()
                            + " s long");
        }
    }
}
