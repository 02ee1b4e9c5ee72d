package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.FetchCollection;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.spotify.SpotifyConfig;
import io.soundforge.alchemy.spotify.collection.SourceChain.Found;
import io.soundforge.alchemy.spotify.http.BoundedHttp;
import io.soundforge.alchemy.spotify.webapi.WebApi;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Answers what is in a collection: from the cache, or by asking once for everybody who wants to know now. */
public final class CollectionFetcher {
    private static final Set<SpotifyLink.Kind> KINDS = EnumSet.of(
            SpotifyLink.Kind.TRACK, SpotifyLink.Kind.ALBUM, SpotifyLink.Kind.PLAYLIST, SpotifyLink.Kind.ARTIST);
    private static final int AT_ONCE = 32;

    /** A dozen people who paste as many links as they may. */
    private static final int WAITING = 240;

    private final SourceChain sources;
    private final MetadataCache cache;
    private final InstantSource clock;
    private final Duration patience;
    private final SingleFlight<SpotifyLink, Found> flights = new SingleFlight<>(AT_ONCE, WAITING);

    /** @param patience after which a question fails with TIMEOUT */
    CollectionFetcher(SourceChain sources, MetadataCache cache, InstantSource clock, Duration patience) {
        this.sources = sources;
        this.cache = cache;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Asks the Web API where there is one, then the embed page, then oEmbed for single tracks.
     *
     * @param api null without credentials
     */
    public static CollectionFetcher of(
            Vertx vertx,
            BoundedHttp http,
            SpotifyConfig config,
            @Nullable WebApi api,
            MetadataCache cache,
            InstantSource clock) {
        List<CollectionSource> sources = new ArrayList<>();
        if (api != null) {
            sources.add(new WebApiCollections(api, patience(vertx, http, api.host())));
        }
        Patience patience = patience(vertx, http, URI.create(config.openUrl()));
        sources.add(new EmbedCollections(http, config.openUrl(), patience));
        sources.add(new OembedCollections(http, config.openUrl()));
        return new CollectionFetcher(
                new SourceChain(sources), cache, clock, Duration.ofSeconds(FetchCollection.LONGEST_SECONDS));
    }

    private static Patience patience(Vertx vertx, BoundedHttp http, URI host) {
        return new Patience(() -> http.secondsToWait(host), span -> vertx.timer(span.toMillis(), TimeUnit.MILLISECONDS)
                .mapEmpty());
    }

    /** Fails as {@link FetchCollection} says. */
    public Future<CollectionMetadata> fetch(SpotifyLink link) {
        return find(link).map(Found::collection);
    }

    /**
     * What is known of one track, for somebody who can wait: when the better source only asks to wait, and nobody else
     * knows who plays the track, this fails with RATE_LIMITED rather than telling a title. Else as {@link #fetch}.
     */
    public Future<CollectionMetadata> fetchFindable(SpotifyLink track) {
        return find(track).compose(found -> found.missed()
                .filter(CollectionFetcher::asksToWait)
                .filter(missed -> found.collection().tracks().stream().noneMatch(CollectionTrack::findable))
                .<Future<CollectionMetadata>>map(Future::failedFuture)
                .orElseGet(() -> Future.succeededFuture(found.collection())));
    }

    private static boolean asksToWait(Throwable missed) {
        return AlchemyException.failureOf(missed).code() == ErrorCode.RATE_LIMITED;
    }

    private Future<Found> find(SpotifyLink link) {
        if (!KINDS.contains(link.kind())) {
            return Future.failedFuture(new AlchemyException(
                    ErrorCode.INVALID_REQUEST,
                    "expected a track, an album, a playlist or an artist; got "
                            + link.kind().text()));
        }
        Deadline deadline = Deadline.in(patience, clock); // waiting for a turn is part of it
        return flights.join(link, () -> answer(link, deadline));
    }

    private Future<Found> answer(SpotifyLink link, Deadline deadline) {
        return deadline.hold(cache.find(link).compose(remembered -> remembered
                .map(collection -> Future.succeededFuture(new Found(collection, Optional.empty())))
                .orElseGet(() -> ask(link, deadline))));
    }

    /**
     * What is only the best of a bad moment is not remembered: the next one who asks may get more. What is, is so before the
     * answer goes out, so that nobody asks in between.
     */
    private Future<Found> ask(SpotifyLink link, Deadline deadline) {
        return sources.fetch(link, deadline)
                .compose(found ->
                        found.lasting() ? cache.keep(found.collection()).map(found) : Future.succeededFuture(found));
    }
}
