package io.soundforge.alchemy.download.provider;

import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.platform.figures.Figures;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;

/** A place that audio of known songs can come from. Making one touches nothing: no disk, no network, no program. */
public interface AudioProvider {
    /** Lower case, such as {@code yt-dlp}; it names the provider in configurations and answers. */
    String name();

    /**
     * Begins what it does between requests, such as watching a folder. Only in a mesh that runs; never blocks.
     *
     * @param figures where it tells of that
     */
    default void open(Figures figures) {}

    /** Ends what {@link #open} began, in some seconds. */
    default Future<Void> close() {
        return Future.succeededFuture();
    }

    /** Are operations likely to succeed? The future never fails. */
    Future<ProviderHealth> health();

    /**
     * What may be the song, in whatever order; empty if there is nothing like it.
     *
     * <p>Fails with SOURCE_UNAVAILABLE, SOURCE_REFUSED, PROVIDER_BLOCKED, RATE_LIMITED, TIMEOUT, UNAVAILABLE or CANCELLED.
     */
    Future<List<Offer>> candidates(Wanted wanted, Watch watch);

    /**
     * Fetches an offer into a folder, in which an earlier attempt at the same offer may have left its parts.
     *
     * <p>Fails as {@link #candidates}, and with BODY_TOO_LARGE or NOT_FOUND; whoever asked removes the folder.
     *
     * @return a regular file in the folder that is not empty; nothing is known of its content
     */
    Future<Path> fetch(Offer offer, Wanted wanted, Path folder, Watch watch);
}
