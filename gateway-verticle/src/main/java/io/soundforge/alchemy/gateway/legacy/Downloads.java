package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.platform.catalog.SeparationWishes;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.legacy.ClientView;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From an old client's wish to rows: a track, if it is new, and the plan of its jobs. */
final class Downloads {
    private final GatewayParts parts;
    private final LegacyTracks tracks;
    private final SeparationWishes wishes;
    private final InstalledModels models;
    private final NewDownloads fresh;
    private final Clock clock;

    Downloads(GatewayParts parts, LegacyTracks tracks, InstalledModels models, Clock clock) {
        this.parts = parts;
        this.tracks = tracks;
        this.wishes = new SeparationWishes(parts.database());
        this.models = models;
        this.fresh = new NewDownloads(parts);
        this.clock = clock;
    }

    /** Begins a download, or shows the one under way: the same track is not fetched twice at once. */
    Future<JobAccepted> start(OwnerId owner, DownloadRequest request) {
        SentOptions separation = request.separation();
        Future<Void> possible = separation == null ? Future.succeededFuture() : models.require(separation.options());
        return possible.compose(
                done -> LegacyTracks.mayBeOurs(request.name()) ? looked(owner, request) : first(owner, request));
    }

    private Future<JobAccepted> looked(OwnerId owner, DownloadRequest request) {
        return tracks.findIfThere(owner, request.name())
                .compose(known -> known.isPresent() ? again(known.get(), request) : first(owner, request));
    }

    /** Of two callers at once, one makes the track and the other finds it. */
    private Future<JobAccepted> first(OwnerId owner, DownloadRequest request) {
        Track track = request.newTrack(owner, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return fresh.make(track, request.plan(Optional.empty()))
                .compose(jobs -> jobs.isPresent()
                        ? Future.succeededFuture(accepted(downloadOf(jobs.get()), track, request))
                        : tracks.find(owner, request.name(), "No such track").compose(known -> again(known, request)))
                .recover(error -> tracks.findIfThere(owner, request.name())
                        .compose(winner ->
                                winner.isPresent() ? again(winner.get(), request) : Future.failedFuture(error)));
    }

    private Future<JobAccepted> again(Track track, DownloadRequest request) {
        return wishes.remembered(track.id()).map(request::plan).compose(plan -> parts.database()
                .inTransaction(tx -> parts.catalog()
                        .lock(tx, track.id())
                        .compose(locked -> parts.jobs().latest(tx, track.id(), JobKind.DOWNLOAD))
                        .compose(latest -> live(latest)
                                ? Future.succeededFuture(underWay(latest.orElseThrow(), track, request))
                                : submit(tx, track, plan).map(job -> accepted(job, track, request)))));
    }

    private static boolean live(Optional<Job> job) {
        return job.isPresent() && !job.get().state().terminal();
    }

    private Future<Job> submit(Tx tx, Track track, JobPlan plan) {
        return parts.jobs()
                .submitUnique(tx, track.owner(), track.id(), plan)
                .map(submitted -> downloadOf(submitted.jobs()));
    }

    private static Job downloadOf(List<Job> jobs) {
        return jobs.stream()
                .filter(job -> job.kind() == JobKind.DOWNLOAD)
                .findFirst()
                .orElseThrow();
    }

    private static JobAccepted accepted(Job job, Track track, DownloadRequest request) {
        SentOptions separation = request.separation();
        List<String> warnings = separation == null ? List.of() : separation.warnings();
        return JobAccepted.of(job, ClientView.of(track), "Download job created", warnings);
    }

    private static JobAccepted underWay(Job job, Track track, DownloadRequest request) {
        List<String> warnings = new ArrayList<>();
        if (Boolean.TRUE.equals(request.autoProcess()) || request.autoAnalyze()) {
            warnings.add("autoProcess and autoAnalyze are ignored: the download is under way with its own steps");
        }
        return JobAccepted.of(job, ClientView.of(track), "The track is being downloaded already", warnings);
    }
}
