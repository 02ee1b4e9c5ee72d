package io.soundforge.alchemy.spotify;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the better source first and a lesser one when the better is closed or broken. A clear answer of the first (no
 * such track, wait a while) stands.
 */
final class FallbackSource implements MetadataSource {
    private static final Logger LOG = LoggerFactory.getLogger(FallbackSource.class);
    private static final Set<ErrorCode> OUT_OF_ORDER =
            EnumSet.of(ErrorCode.SOURCE_REFUSED, ErrorCode.SOURCE_UNAVAILABLE, ErrorCode.TIMEOUT, ErrorCode.INTERNAL);

    private final MetadataSource first;
    private final MetadataSource second;

    FallbackSource(MetadataSource first, MetadataSource second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public Future<TrackMetadata> describe(SpotifyLink track) {
        return first.describe(track).recover(error -> {
            Failure failure = AlchemyException.failureOf(error);
            if (!OUT_OF_ORDER.contains(failure.code())) {
                return Future.failedFuture(error);
            }
            LOG.warn("the Spotify Web API is out of order, asking oEmbed instead: {}", failure.message());
            LOG.debug("what went wrong with the Spotify Web API", error);
            return second.describe(track);
        });
    }
}
