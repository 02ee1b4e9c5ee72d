package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.job.ImportPlan;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.media.ProbeUpload;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.contracts.track.ExternalId;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a wish to rows: a track and the plan of its jobs, in one transaction. */
final class TrackImporter {
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(70);

    private final GatewayParts parts;
    private final Clock clock;

    TrackImporter(GatewayParts parts, Clock clock) {
        this.parts = parts;
        this.clock = clock;
    }

    /** What an import begins with. */
    record Accepted(Track track, List<Job> jobs) {}

    /** Imports a file: it is moved into the store and probed first, so that bad files are refused right away. */
    Future<Accepted> importUpload(OwnerId owner, ReceivedUpload upload) {
        ImportOptions options = ImportOptionsJson.read(
                upload.options() == null ? null : ImportRequest.object(upload.options(), "options"));
        TrackId id = TrackId.random();
        String key = AssetKeys.staged(id);
        AudioSource source = AudioSource.upload(key, upload.fileName());
        return parts.blobs()
                .adopt(upload.file(), key)
                .compose(staged -> parts.bus().ask(ProbeUpload.PROBE_UPLOAD, new ProbeUpload(key), PROBE_PATIENCE))
                .compose(info -> submit(
                        newTrack(id, owner, FileName.title(upload.fileName()), null, null, info.duration()),
                        ImportPlan.ofSource(source, options)))
                .recover(error -> forget(id).transform(forgotten -> Future.failedFuture(error)));
    }

    /** Unless the track is there after all and only the answer to its commit was lost. */
    private Future<Void> forget(TrackId id) {
        return parts.catalog()
                .find(id)
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture()
                        : parts.blobs().delete(AssetKeys.folder(id)));
    }

    /** Imports from a link. The same Spotify track of the same owner is one track, however often it is pasted. */
    Future<Accepted> importLink(OwnerId owner, ImportRequest request) {
        SpotifyLink link = request.spotify();
        if (link == null) {
            Track track = newTrack(TrackId.random(), owner, titleOf(request.url()), request.url(), null, null);
            return submit(track, ImportPlan.ofSource(AudioSource.url(request.url()), request.options()));
        }
        String externalId = ExternalId.ofSpotifyTrack(link.id()).value();
        JobPlan plan = ImportPlan.ofSpotifyLink(request.url(), request.options());
        return parts.catalog().findExternal(owner, externalId).compose(known -> {
            if (known.isPresent()) {
                return importAgain(known.get(), plan);
            }
            String name = "Spotify track " + link.id();
            return submit(newTrack(TrackId.random(), owner, name, request.url(), externalId, null), plan)
                    .recover(error -> parts.catalog()
                            .findExternal(owner, externalId)
                            .compose(winner -> importAfterRace(winner, plan, error)));
        });
    }

    private Future<Accepted> importAfterRace(Optional<Track> winner, JobPlan plan, Throwable error) {
        return winner.isEmpty() ? Future.failedFuture(error) : importAgain(winner.get(), plan);
    }

    /** Live or finished work is shown, not repeated; failed work starts anew. */
    private Future<Accepted> importAgain(Track track, JobPlan plan) {
        return parts.jobs().ofTracks(List.of(track.id())).compose(found -> {
            List<Job> jobs = LatestJobs.of(found.getOrDefault(track.id(), List.of()));
            boolean failed = jobs.stream().anyMatch(job -> LatestJobs.unsuccessful(job.state()));
            boolean live = jobs.stream().anyMatch(job -> !job.state().terminal());
            if (live || !failed) {
                return Future.succeededFuture(new Accepted(track, jobs));
            }
            return parts.database()
                    .inTransaction(tx -> parts.jobs().submit(tx, track.owner(), track.id(), plan))
                    .map(submitted -> new Accepted(track, submitted));
        });
    }

    private Future<Accepted> submit(Track track, JobPlan plan) {
        return parts.database()
                .inTransaction(tx -> parts.catalog().insert(tx, track).compose(inserted -> parts.jobs()
                        .submit(tx, track.owner(), track.id(), plan)))
                .map(jobs -> new Accepted(track, jobs));
    }

    private Track newTrack(
            TrackId id,
            OwnerId owner,
            String name,
            @Nullable String sourceUrl,
            @Nullable String externalId,
            @Nullable Double duration) {
        return new Track(
                id,
                owner,
                name,
                null,
                null,
                null,
                externalId,
                sourceUrl,
                duration,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private static String titleOf(String url) {
        String path = URI.create(url).getPath();
        return FileName.title(FileName.plain(path == null || path.isBlank() || path.endsWith("/") ? "link" : path));
    }
}
