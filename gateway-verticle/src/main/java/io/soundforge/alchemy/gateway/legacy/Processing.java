package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs;
import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.platform.catalog.SeparationWishes;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.legacy.ClientView;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** From an old client's wish for work on a track that is here to the job's row. */
final class Processing {
    private final GatewayParts parts;
    private final LegacyTracks tracks;
    private final SeparationWishes wishes;
    private final InstalledModels models;

    Processing(GatewayParts parts, LegacyTracks tracks, InstalledModels models) {
        this.parts = parts;
        this.tracks = tracks;
        this.wishes = new SeparationWishes(parts.database());
        this.models = models;
    }

    /** Two separations at once may differ in their options; a wish that is alike is shown the one under way. */
    Future<JobAccepted> separate(OwnerId owner, ProcessingRequest request, UUID work) {
        return tracks.withAudio(owner, request.name())
                .compose(track -> models.require(request.options().options()).compose(possible -> parts.database()
                        .inTransaction(tx -> separate(tx, track, request.options(), work))
                        .map(job -> JobAccepted.of(
                                job, ClientView.of(track), "Separation job created", request.warnings()))));
    }

    /** There is one analysis of the same audio; a second wish is shown the one under way. */
    Future<JobAccepted> analyze(OwnerId owner, ProcessingRequest request) {
        return tracks.withAudio(owner, request.name()).compose(track -> parts.database()
                .inTransaction(tx -> analyze(tx, track))
                .map(job -> JobAccepted.of(job, ClientView.of(track), "Analysis job created", request.warnings())));
    }

    private Future<Job> separate(Tx tx, Track track, SentOptions options, UUID work) {
        return parts.catalog()
                .lock(tx, track.id())
                .compose(locked -> submit(tx, track, new SeparateTrack(options.options()), work))
                .compose(job -> wishes.record(tx, job.id(), options.sent())
                        .compose(recorded -> rememberIfAsked(tx, track, options))
                        .map(job));
    }

    private Future<Void> rememberIfAsked(Tx tx, Track track, SentOptions options) {
        Boolean automatic = options.autoProcess();
        if (automatic == null) {
            return Future.succeededFuture();
        }
        return automatic ? wishes.remember(tx, track.id(), options.options()) : wishes.forget(tx, track.id());
    }

    private Future<Job> analyze(Tx tx, Track track) {
        return parts.catalog()
                .lock(tx, track.id())
                .compose(locked -> parts.jobs().latest(tx, track.id(), JobKind.ANALYZE))
                .compose(latest -> latest.filter(job -> !job.state().terminal())
                        .map(Future::succeededFuture)
                        .orElseGet(() -> submit(tx, track, new AnalyzeTrack(), UUID.randomUUID())));
    }

    private Future<Job> submit(Tx tx, Track track, JobArgs args, UUID work) {
        JobPlan plan = new JobPlan(List.of(new Step(args.kind().text(), args, Set.of())));
        return parts.jobs()
                .submitUnique(tx, track.owner(), track.id(), plan, work)
                .map(submitted -> submitted.jobs().get(0));
    }
}
