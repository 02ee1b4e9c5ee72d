package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the best source first, then the lesser ones: some of an album is better than none of it. */
final class SourceChain {
    private static final Logger log = LoggerFactory.getLogger(SourceChain.class);

    /** What a source says for good: asking it again within the hour gives the same. */
    private static final Set<ErrorCode> LASTING = EnumSet.of(ErrorCode.NOT_FOUND, ErrorCode.SOURCE_REFUSED);

    /** Time kept for the sources behind a slow one. */
    private static final Duration RESERVE = Duration.ofSeconds(6);

    private final List<CollectionSource> sources;

    /** @param sources best first; at least one that tells of every kind */
    SourceChain(List<CollectionSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /**
     * What a source had.
     *
     * @param missed why the best source did not tell, when it was only out of order for the moment
     */
    record Found(CollectionMetadata collection, Optional<Throwable> missed) {
        /** Whether asking again within the hour gives the same. */
        boolean lasting() {
            return missed.isEmpty();
        }
    }

    /**
     * Fails as the last source failed when the better ones had refused for good; else as the best one, which may be
     * back soon.
     */
    Future<Found> fetch(SpotifyLink link, Deadline deadline) {
        List<CollectionSource> able =
                sources.stream().filter(source -> source.tellsOf(link.kind())).toList();
        return fetch(link, deadline, able);
    }

    private Future<Found> fetch(SpotifyLink link, Deadline deadline, List<CollectionSource> able) {
        CollectionSource source = able.get(0);
        boolean last = able.size() == 1;
        Deadline mine = last ? deadline : deadline.keeping(RESERVE);
        Future<Found> answer = mine.hold(Future.succeededFuture().compose(start -> source.fetch(link, mine)))
                .map(collection -> new Found(collection, Optional.empty()));
        return answer.recover(error -> last || (source.knowsEvery(link.kind()) && isUnknown(error))
                ? Future.failedFuture(error)
                : fallBack(link, deadline, able.subList(1, able.size()), error));
    }

    private static boolean isUnknown(Throwable error) {
        return AlchemyException.failureOf(error).code() == ErrorCode.NOT_FOUND;
    }

    private Future<Found> fallBack(SpotifyLink link, Deadline deadline, List<CollectionSource> rest, Throwable error) {
        Failure failure = AlchemyException.failureOf(error);
        boolean lasting = LASTING.contains(failure.code());
        log.atInfo()
                .addKeyValue("link", link.canonical())
                .addKeyValue("reason", failure.message())
                .setCause(failure.code() == ErrorCode.INTERNAL ? error : null)
                .log("a source does not tell; asking the next one");
        return fetch(link, deadline, rest)
                .map(found -> lasting ? found : new Found(found.collection(), Optional.of(error)))
                .recover(next -> Future.failedFuture(lasting ? next : error));
    }
}
