package io.soundforge.alchemy.download.choice;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.media.SourceCandidate;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.provider.AudioProvider;
import io.soundforge.alchemy.download.provider.Offer;
import io.soundforge.alchemy.download.provider.ProviderSet;
import io.soundforge.alchemy.download.provider.Watch;
import io.soundforge.alchemy.platform.jobs.SnoozeException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all providers for a song. One that fails keeps none of the others from answering. */
public final class SourceSearch {
    private static final Logger LOG = LoggerFactory.getLogger(SourceSearch.class);

    private final ProviderSet providers;

    public SourceSearch(ProviderSet providers) {
        this.providers = providers;
    }

    /**
     * The candidates of all providers, the best first.
     *
     * <p>Fails with NO_PROVIDER if nobody has anything like it, with a provider's own failure if only providers that
     * failed could still have it, and with {@link SnoozeException} if nothing is certain and it was not a provider's turn.
     */
    public Future<List<SourceCandidate>> candidates(Wanted wanted, Watch watch) {
        List<Offer> offers = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        List<SnoozeException> putOff = new ArrayList<>();
        Future<Void> asked = Future.succeededFuture();
        for (AudioProvider provider : providers.inOrder()) {
            asked = asked.compose(next -> ask(provider, wanted, watch, offers, failures, putOff));
        }
        return asked.compose(done -> {
            List<SourceCandidate> ranked = Ranking.of(wanted, offers, providers);
            if (!putOff.isEmpty() && ranked.stream().noneMatch(Ranking::certain)) {
                return Future.failedFuture(putOff.get(0));
            }
            return ranked.isEmpty()
                    ? Future.failedFuture(failures.isEmpty() ? nothing(wanted) : failures.get(0))
                    : Future.succeededFuture(ranked);
        });
    }

    private Future<Void> ask(
            AudioProvider provider,
            Wanted wanted,
            Watch watch,
            List<Offer> offers,
            List<Throwable> failures,
            List<SnoozeException> putOff) {
        watch.progress(0);
        return providers
                .admit(provider)
                .compose(turn -> provider.candidates(wanted, watch))
                .onSuccess(offers::addAll)
                .<Void>mapEmpty()
                .recover(error -> {
                    if (stopped(error)) {
                        return Future.failedFuture(error);
                    }
                    if (error instanceof SnoozeException later) {
                        putOff.add(later);
                        return Future.succeededFuture();
                    }
                    LOG.warn("{} could not be searched: {}", provider.name(), error.getMessage());
                    failures.add(error);
                    return Future.succeededFuture();
                });
    }

    static boolean stopped(Throwable error) {
        return error instanceof CancellationException
                || (error instanceof AlchemyException known && known.code() == ErrorCode.CANCELLED);
    }

    private static AlchemyException nothing(Wanted wanted) {
        return new AlchemyException(
                ErrorCode.NO_PROVIDER,
                "no provider has anything like '" + wanted.title() + "'; upload the file or give a link to it");
    }
}
