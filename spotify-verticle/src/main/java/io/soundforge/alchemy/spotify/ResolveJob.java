package io.soundforge.alchemy.spotify;

import io.soundforge.alchemy.contracts.job.JobArgs.ResolveLink;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.catalog.TrackDescription;
import io.soundforge.alchemy.platform.jobs.JobHandler;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.vertx.core.Future;

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
                .map(metadata -> tx -> catalog.describe(tx, run.track(), description(metadata)));
    }

    /** What the source left out stays as it was. */
    static TrackDescription description(TrackMetadata metadata) {
        CollectionTrack track = metadata.track();
        String artist = track.artists().isEmpty() ? null : String.join(", ", track.artists());
        return new TrackDescription(track.title(), artist, track.album(), track.coverUrl(), track.duration());
    }
}
