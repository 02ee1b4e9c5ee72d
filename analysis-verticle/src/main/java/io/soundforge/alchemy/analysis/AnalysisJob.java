package io.soundforge.alchemy.analysis;

import io.soundforge.alchemy.analysis.AnalysisPublication.Made;
import io.soundforge.alchemy.analysis.AnalysisPublication.Outline;
import io.soundforge.alchemy.audio.inference.FileHash;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import io.soundforge.alchemy.dsp.waveform.PlayerPeaks;
import io.soundforge.alchemy.platform.jobs.JobHandler;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One analysis: fetch the original, analyse it in its native channels on the pool, publish facts and outlines. */
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
        return parts.blobs().scratch(run.attemptName()).compose(scratch -> originalOf(run)
                .compose(
                        file -> pool.executeBlocking(() -> run.interruptibly(() -> analyze(run, file, scratch)), false))
                .compose(made -> new AnalysisPublication(parts, run, made).store())
                .eventually(() -> parts.blobs().discard(scratch)));
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

    private Made analyze(JobRun run, Path file, Path scratch) throws IOException {
        MediaInfo info = parts.probe().probe(file);
        PlayerPeaks peaks = new PlayerPeaks(info.sampleRate(), info.channels());
        TrackAnalysis analysis =
                parts.analyzer().analyze(file, info, peaks, fraction -> run.progress(99 * fraction, "analysing"));
        return new Made(
                analysis,
                List.of(
                        outline("json", "application/json", scratch, peaks::writeJson),
                        outline("dat", "application/octet-stream", scratch, peaks::writeDat)));
    }

    /** Something that can be written. */
    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    private static Outline outline(String form, String contentType, Path scratch, Content content) throws IOException {
        Path file = scratch.resolve("waveform." + form);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            content.write(out);
        }
        return new Outline(form, contentType, file, Files.size(file), FileHash.sha256(file));
    }
}
