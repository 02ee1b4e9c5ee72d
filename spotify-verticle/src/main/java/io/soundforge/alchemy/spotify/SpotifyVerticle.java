package io.soundforge.alchemy.spotify;

import io.soundforge.alchemy.contracts.job.JobArgs.ResolveLink;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.spotify.DescribeAccess;
import io.soundforge.alchemy.contracts.spotify.DescribeAccess.AccessMode;
import io.soundforge.alchemy.contracts.spotify.FetchCollection;
import io.soundforge.alchemy.contracts.spotify.ResolveShortLink;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.jobs.JobRunner;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.soundforge.alchemy.spotify.cache.PatientRedis;
import io.soundforge.alchemy.spotify.collection.CollectionFetcher;
import io.soundforge.alchemy.spotify.collection.RedisMetadataCache;
import io.soundforge.alchemy.spotify.http.BoundedHttp;
import io.soundforge.alchemy.spotify.http.Cooldown;
import io.soundforge.alchemy.spotify.link.ShortLinks;
import io.soundforge.alchemy.spotify.webapi.RedisTokenMemory;
import io.soundforge.alchemy.spotify.webapi.WebApi;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Says what Spotify links name: at once to whoever asks on the bus, durably as the job kind RESOLVE. */
public final class SpotifyVerticle extends VerticleBase {
    /** As many calls of the blocking library at once. */
    private static final int WORKERS = 4;

    /**
     * What the verticle works with.
     *
     * @param redisUri of the Redis that remembers collections
     */
    public record Parts(
            SpotifyConfig config,
            Bus bus,
            JobStore jobs,
            Catalog catalog,
            String redisUri,
            RunnerConfig runner,
            InstantSource clock) {}

    private final Parts parts;
    private @Nullable JobRunner runner;
    private @Nullable PatientRedis redis;

    public SpotifyVerticle(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        BoundedHttp client = new BoundedHttp(vertx, parts.config().deadline(), new Cooldown(parts.clock()));
        PatientRedis shared = new PatientRedis(vertx, parts.redisUri());
        redis = shared;
        WebApi api = webApi(client, shared);
        CollectionFetcher collections =
                CollectionFetcher.of(vertx, client, parts.config(), api, new RedisMetadataCache(shared), parts.clock());
        LinkResolver resolver = new LinkResolver(collections::fetchFindable);
        return parts.bus()
                .answer(FetchCollection.FETCH_COLLECTION, question -> collections.fetch(question.link()))
                .compose(ready -> answerShortLinks(client))
                .compose(ready -> answerAccess(api))
                .compose(ready -> work(resolver));
    }

    /** The workers and the HTTP client belong to this deployment and are closed with it. */
    @Override
    public Future<?> stop() {
        Future<?> stopped = runner == null ? Future.succeededFuture() : runner.stop();
        return stopped.eventually(() -> redis == null ? Future.succeededFuture() : redis.close());
    }

    /** Null without credentials. */
    private @Nullable WebApi webApi(BoundedHttp client, PatientRedis shared) {
        String id = parts.config().clientId();
        String secret = parts.config().clientSecret();
        if (id == null || secret == null || !parts.config().hasCredentials()) {
            return null;
        }
        WorkerExecutor pool = vertx.createSharedWorkerExecutor("spotify-web-api", WORKERS);
        return new WebApi(parts.config(), client, pool, parts.clock(), new RedisTokenMemory(shared, id, secret));
    }

    private Future<Void> answerShortLinks(BoundedHttp client) {
        ShortLinks links = new ShortLinks(client, parts.config().shortLinksUrl());
        return parts.bus().answer(ResolveShortLink.RESOLVE_SHORT_LINK, question -> links.resolve(question.link()));
    }

    private Future<Void> answerAccess(@Nullable WebApi api) {
        return parts.bus().answer(DescribeAccess.DESCRIBE_ACCESS, question -> {
            boolean admitted = api != null && api.admitted();
            return Future.succeededFuture(
                    new DescribeAccess.Answer(admitted ? AccessMode.SPOTIFYAPI : AccessMode.EMBED));
        });
    }

    private Future<Void> work(LinkResolver resolver) {
        JobRunner resolving = new JobRunner(
                vertx,
                parts.jobs(),
                parts.bus(),
                JobKind.RESOLVE,
                ResolveLink.class,
                parts.runner(),
                new ResolveJob(resolver, parts.catalog()));
        runner = resolving;
        return resolving.start();
    }
}
