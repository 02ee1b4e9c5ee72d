package io.soundforge.alchemy.download.choice;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.media.ChosenSource;
import io.soundforge.alchemy.contracts.media.SourceCandidate;
import io.soundforge.alchemy.download.match.Candidate;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.provider.AudioProvider;
import io.soundforge.alchemy.download.provider.Offer;
import io.soundforge.alchemy.download.provider.ProviderSet;
import io.soundforge.alchemy.download.provider.Watch;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fetches the best candidate that may be taken without asking; if it fails or turns out wrong, the next one. */
public final class SongSource {
    /** So many are fetched before somebody has to choose. */
    private static final int MOST_TRIES = 3;

    private final ProviderSet providers;
    private final SourceSearch search;

    public SongSource(ProviderSet providers) {
        this.providers = providers;
        this.search = new SourceSearch(providers);
    }

    /**
     * Finds a song.
     *
     * <p>Fails with {@link ChoiceNeeded} if nothing is certain enough, and as the providers and the intake do.
     */
    public <A> Future<Found<A>> find(Wanted wanted, Intake<A> intake, Watch watch) {
        return search.candidates(wanted, watch).compose(candidates -> {
            List<SourceCandidate> certain = candidates.stream()
                    .filter(Ranking::certain)
                    .limit(MOST_TRIES)
                    .toList();
            if (certain.isEmpty()) {
                return Future.failedFuture(new ChoiceNeeded("No candidate is certain to be the song.", candidates));
            }
            Trial<A> trial = new Trial<>(wanted, intake, candidate -> audio(candidate, wanted, intake, watch));
            return trial.first(certain)
                    .map(one -> new Found<>(
                            one.audio(),
                            seconds(wanted),
                            trial.told(candidates),
                            ChosenSource.of(one.candidate(), ChosenSource.BY_SCORE)))
                    .recover(error ->
                            Future.failedFuture(afterTrying(error, Ranking.sorted(trial.told(candidates), providers))));
        });
    }

    /**
     * Fetches what somebody has chosen, however long it is and whatever is heard in it; fails with a snooze if it is not the
     * provider's turn.
     */
    public <A> Future<Found<A>> fetch(SourceCandidate candidate, Wanted wanted, Intake<A> intake, Watch watch) {
        return providers
                .rates()
                .admit(candidate.provider())
                .compose(turn -> audio(candidate, wanted, intake, watch))
                .compose(audio -> Listening.to(audio, wanted, intake).map(place -> {
                    SourceCandidate heard =
                            place.map(Listening::reason).map(candidate::with).orElse(candidate);
                    return new Found<>(audio, seconds(wanted), List.of(), ChosenSource.of(heard, ChosenSource.BY_USER));
                }));
    }

    private <A> Future<A> audio(SourceCandidate candidate, Wanted wanted, Intake<A> intake, Watch watch) {
        AudioProvider provider = providers.named(candidate.provider()).orElse(null);
        if (provider == null) {
            return Future.failedFuture(new AlchemyException(
                    ErrorCode.NO_PROVIDER, "the provider '" + candidate.provider() + "' is not configured here"));
        }
        return intake.folder(candidate.id())
                .compose(folder -> provider.fetch(offer(candidate), wanted, folder, watch))
                .compose(intake::take);
    }

    private static Offer offer(SourceCandidate candidate) {
        return new Offer(
                candidate.provider(),
                candidate.reference(),
                candidate.url(),
                new Candidate(candidate.title(), candidate.channel(), duration(candidate.durationSeconds())));
    }

    private static Duration duration(@Nullable Double seconds) {
        return seconds == null ? Duration.ZERO : Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static @Nullable Double seconds(Wanted wanted) {
        return wanted.duration().isZero() ? null : wanted.duration().toMillis() / 1000.0;
    }

    /** Audio that is the wrong song, again and again, is somebody's to judge; a failure is the provider's. */
    private static Throwable afterTrying(Throwable error, List<SourceCandidate> candidates) {
        boolean wrong = error instanceof AlchemyException known && known.code() == ErrorCode.WRONG_RECORDING;
        return wrong ? new ChoiceNeeded("What was taken for the song is not it.", candidates) : error;
    }
}
