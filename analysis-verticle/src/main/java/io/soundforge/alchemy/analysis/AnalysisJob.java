package io.soundforge.alchemy.analysis;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import io.soundforge.alchemy.platform.jobs.JobHandler;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Duration;

/** One analysis: fetch the original, analyse it in its native channels on the pool, publish the facts. */
final class AnalysisJob implements JobHandler<AnalyzeTrack> {
    private final AnalysisParts parts;
    private final WorkerExecutor pool;

    AnalysisJob(AnalysisParts parts, WorkerExecutor pool) {
        this.parts = parts;
        this.pool = pool;
    }

    @Override
    public Future<Publication> run(JobRun run, AnalyzeTrack args) {
        run.progress(0, "fetching");
        return originalOf(run)
                .compose(file -> pool.executeBlocking(() -> run.interruptibly(() -> analyze(run, file)), false))
                .map(analysis -> tx ->
                        parts.catalog().putAnalysis(tx, run.track(), run.job().id(), analysis));
    }

    private Future<Path> originalOf(JobRun run) {
        return parts.catalog()
                .newest(run.track(), AssetRole.ORIGINAL)
                .map(found -> found.orElseThrow(
                        () -> new AlchemyException(ErrorCode.CONFLICT, "the track has no audio to analyse yet")))
                .compose(asset -> {
                    run.audioLength(Duration.ofMillis(Math.round(asset.duration() * 1000)));
                    return parts.blobs().local(asset.key());
                });
    }

    private TrackAnalysis analyze(JobRun run, Path file) {
        MediaInfo info = parts.probe().probe(file);
        return parts.analyzer().analyze(file, info, fraction -> run.progress(99 * fraction, "analysing"));
    }
}
