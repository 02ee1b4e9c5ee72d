package io.soundforge.alchemy.download.provider;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.platform.figures.Figure;
import io.soundforge.alchemy.platform.figures.Figures;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Counts what a provider is asked and what comes of it, and tells whether it was well when it was last heard of. */
public final class WatchedProvider implements AudioProvider {
    /** Failures of the provider itself; that it has no such song, or asks to wait, is none. */
    private static final Set<ErrorCode> UNWELL = EnumSet.of(
            ErrorCode.SOURCE_UNAVAILABLE,
            ErrorCode.SOURCE_REFUSED,
            ErrorCode.PROVIDER_BLOCKED,
            ErrorCode.TIMEOUT,
            ErrorCode.UNAVAILABLE,
            ErrorCode.INTERNAL);

    private final AudioProvider provider;
    private final Figures figures;
    private volatile double up = Double.NaN;

    public WatchedProvider(AudioProvider provider, Figures figures) {
        this.provider = provider;
        this.figures = figures;
        figures.gauge(Figure.PROVIDER_UP, () -> up, provider.name());
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public void open(Figures to) {
        provider.open(to);
    }

    @Override
    public Future<Void> close() {
        return provider.close();
    }

    @Override
    public Future<ProviderHealth> health() {
        return provider.health().onSuccess(health -> up = health.usable() ? 1 : 0);
    }

    @Override
    public Future<List<Offer>> candidates(Wanted wanted, Watch watch) {
        return counted("search", provider.candidates(wanted, watch));
    }

    @Override
    public Future<Path> fetch(Offer offer, Wanted wanted, Path folder, Watch watch) {
        return counted("fetch", provider.fetch(offer, wanted, folder, watch));
    }

    private <T> Future<T> counted(String request, Future<T> answer) {
        return answer.onSuccess(found -> {
                    up = 1;
                    figures.count(Figure.PROVIDER_REQUESTS, name(), request, "ok");
                })
                .onFailure(error -> {
                    ErrorCode code = AlchemyException.failureOf(error).code();
                    up = UNWELL.contains(code) ? 0 : up;
                    figures.count(Figure.PROVIDER_REQUESTS, name(), request, code.text());
                });
    }
}
