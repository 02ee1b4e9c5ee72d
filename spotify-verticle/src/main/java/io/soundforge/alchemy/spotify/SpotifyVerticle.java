package io.soundforge.alchemy.spotify;

import io.soundforge.alchemy.contracts.job.JobArgs.ResolveLink;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.spotify.ResolveTrack;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.jobs.JobRunner;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Says what Spotify links name: at once to whoever asks on the bus, durably as the job kind RESOLVE. */
public final class SpotifyVerticle extends VerticleBase {
    /** As many calls of the blocking library at once. */
    private static final int WORKERS = 4;

    /** What the verticle works with. */
    public record Parts(
            SpotifyConfig config, Bus bus, JobStore jobs, Catalog catalog, RunnerConfig runner, InstantSource clock) {}

    private final Parts parts;
    private @Nullable JobRunner runner;

    public SpotifyVerticle(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        BoundedHttp client = new BoundedHttp(vertx, parts.config().deadline(), new Cooldown(parts.clock()));
        LinkResolver resolver = new LinkResolver(source(client));
        JobRunner resolving = new JobRunner(
                vertx,
                parts.jobs(),
                parts.bus(),
                JobKind.RESOLVE,
                ResolveLink.class,
                parts.runner(),
                new ResolveJob(resolver, parts.catalog()));
        runner = resolving;
        return parts.bus()
                .answer(ResolveTrack.RESOLVE_TRACK, question -> resolver.resolve(question.url()))
                .compose(ready -> resolving.start());
    }

    /** The workers and the HTTP client belong to this deployment and are closed with it. */
    @Override
    public Future<?> stop() {
        return runner == null ? Future.succeededFuture() : runner.stop();
    }

    private MetadataSource source(BoundedHttp client) {
        MetadataSource oembed = new OembedSource(client, parts.config().openUrl());
        if (!parts.config().hasCredentials()) {
            return oembed;
        }
        WorkerExecutor pool = vertx.createSharedWorkerExecutor("spotify-web-api", WORKERS);
        LibraryTransport transport =
                new LibraryTransport(client, URI.create(parts.config().accountsUrl()));
        return new FallbackSource(new WebApiSource(parts.config(), transport, pool, parts.clock()), oembed);
    }
}
