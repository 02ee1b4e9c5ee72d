package io.soundforge.alchemy.gateway.sources;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.ImportPlan;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.platform.catalog.Sources;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a download go on with what somebody chose, or begins a new one in place of a wrong match. */
final class Choosing {
    private final GatewayParts parts;
    private final Sources sources;

    Choosing(GatewayParts parts) {
        this.parts = parts;
        this.sources = parts.catalog().sources();
    }

    /**
     * Takes a choice.
     *
     * <p>Fails with CONFLICT if a download runs that waits for nothing, or if the track's audio was never looked for; with
     * INVALID_REQUEST if there is no such candidate.
     *
     * @return the download that will fetch it
     */
    Future<Job> choose(Track track, SourceChoice choice) {
        return past(track).compose(past -> parts.database().inTransaction(tx -> parts.catalog()
                .lock(tx, track.id())
                .compose(locked -> sources.find(tx, track.id()))
                .compose(known -> {
                    if (known.isEmpty() && !past.wasToBeFound()) {
                        return Future.failedFuture(nothingWaits("the track's audio was never looked for"));
                    }
                    return sources.order(tx, track.id(), track.duration(), choice.order(known))
                            .compose(ordered -> goOn(tx, track, past));
                })));
    }

    /** What was done for the track before: its last download and what followed it. */
    private record Past(
            @Nullable DownloadAudio download, @Nullable SeparationOptions separation, boolean analysis) {
        boolean wasToBeFound() {
            return download != null && download.source().kind() == AudioSource.Kind.MATCH;
        }
    }

    private Future<Past> past(Track track) {
        return args(track, JobKind.DOWNLOAD)
                .compose(download -> args(track, JobKind.SEPARATE).compose(separation -> parts.jobs()
                        .latest(track.id(), JobKind.ANALYZE)
                        .map(analysis -> new Past(
                                download.map(DownloadAudio.class::cast).orElse(null),
                                separation
                                        .map(SeparateTrack.class::cast)
                                        .map(SeparateTrack::options)
                                        .orElse(null),
                                analysis.isPresent()))));
    }

    private Future<Optional<JobArgs>> args(Track track, JobKind kind) {
        return parts.jobs()
                .latest(track.id(), kind)
                .compose(job -> job.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : parts.jobs().args(job.get().id()));
    }

    private Future<Job> goOn(Tx tx, Track track, Past past) {
        return parts.jobs().latest(tx, track.id(), JobKind.DOWNLOAD).compose(latest -> {
            if (latest.isEmpty() || past.download() == null) {
                return Future.failedFuture(nothingWaits("the track has no download"));
            }
            Job job = latest.get();
            return switch (job.state()) {
                case QUEUED, RUNNING -> unpark(tx, job);
                case FAILED -> parts.jobs().retry(tx, job.id());
                case COMPLETED, CANCELLED -> again(tx, track, past);
            };
        });
    }

    private Future<Job> unpark(Tx tx, Job job) {
        return parts.jobs()
                .parked(tx, job.id())
                .compose(parked -> parked
                        ? parts.jobs().unpark(tx, job.id())
                        : Future.failedFuture(nothingWaits("a download of the track is under way")));
    }

    /** With the same steps behind it as before. */
    private Future<Job> again(Tx tx, Track track, Past past) {
        AudioSource source = java.util.Objects.requireNonNull(past.download()).source();
        JobPlan plan = ImportPlan.of(null, source, past.separation(), past.analysis());
        return parts.jobs().submit(tx, track.owner(), track.id(), plan).map(jobs -> jobs.get(0));
    }

    private static AlchemyException nothingWaits(String why) {
        return new AlchemyException(ErrorCode.CONFLICT, "nothing waits for a choice: " + why);
    }
}
