package io.soundforge.alchemy.download;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.download.fetch.GuardedFetcher;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.provider.AudioProvider;
import io.soundforge.alchemy.download.provider.Offer;
import io.soundforge.alchemy.download.provider.ProviderSet;
import io.soundforge.alchemy.download.provider.Watch;
import io.soundforge.alchemy.download.provider.ytdlp.YtDlpProvider;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Fetches what a link of somebody's own names. */
final class LinkSource {
    /** A file, and who fetched it. */
    record Fetched(Path file, String provider) {}

    static final String DIRECT = "url";

    private final GuardedFetcher fetcher;
    private final ProviderSet providers;
    private final Optional<AudioProvider> pages;

    LinkSource(GuardedFetcher fetcher, ProviderSet providers) {
        this.fetcher = fetcher;
        this.providers = providers;
        this.pages = providers.named(YtDlpProvider.NAME);
    }

    /** Fails as {@link GuardedFetcher#fetch}. */
    Future<Fetched> fetch(String url, Wanted wanted, Path folder, Watch watch) {
        Path target = folder.resolve("original");
        return direct(url, target, watch)
                .map(file -> new Fetched(file, DIRECT))
                .recover(error -> page(error, url, wanted, folder, watch));
    }

    /** A page that plays audio is something for yt-dlp, if it is there. */
    private Future<Fetched> page(Throwable error, String url, Wanted wanted, Path folder, Watch watch) {
        boolean page = error instanceof AlchemyException known
                && known.code() == ErrorCode.SOURCE_REFUSED
                && String.valueOf(known.getMessage()).contains("a web page");
        return page && pages.isPresent()
                ? providers
                        .admit(pages.get())
                        .compose(turn ->
                                pages.get().fetch(new Offer(YtDlpProvider.NAME, url, url, null), wanted, folder, watch))
                        .map(file -> new Fetched(file, YtDlpProvider.NAME))
                : Future.failedFuture(error);
    }

    private Future<Path> direct(String url, Path target, Watch watch) {
        try {
            Files.deleteIfExists(target);
        } catch (IOException e) {
            return Future.failedFuture(new UncheckedIOException(e));
        }
        return fetcher.fetch(
                        url,
                        target,
                        (received, expected) -> watch.progress(expected > 0 ? (double) received / expected : 0),
                        watch::onStop)
                .map(bytes -> target);
    }
}
