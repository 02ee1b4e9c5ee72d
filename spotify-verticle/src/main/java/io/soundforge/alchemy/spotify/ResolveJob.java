package io.soundforge.alchemy.spotify;

import io.soundforge.alchemy.contracts.job.JobArgs.ResolveLink;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.catalog.TrackDescription;
import io.soundforge.alchemy.platform.jobs.JobHandler;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.vertx.core.Future;
import java.util.Map;

/** Finds out what a link names and completes the track with it. */
final class ResolveJob implements JobHandler<ResolveLink> {
    private final LinkResolver resolver;
    private final Catalog catalog;

    ResolveJob(LinkResolver resolver, Catalog catalog) {
        this.resolver = resolver;
        this.catalog = catalog;
    }

    @Override
    public Future<Publication> run(JobRun run, ResolveLink args) {
        run.progress(0, "asking Spotify");
        return resolver.resolve(args.url())
                .map(metadata -> tx -> catalog.describe(tx, run.track(), TrackDescription.of(metadata.track()))
                        .compose(described -> catalog.serviceMetadata().put(tx, Map.of(run.track(), metadata))));
    }
}
