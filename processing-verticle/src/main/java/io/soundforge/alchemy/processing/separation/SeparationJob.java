package io.soundforge.alchemy.processing.separation;

import io.soundforge.alchemy.audio.separation.SeparatedStem;
import io.soundforge.alchemy.audio.separation.SeparationResult;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.platform.jobs.JobHandler;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.soundforge.alchemy.processing.ProcessingParts;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One separation: fetch the canonical audio, separate it on the pool, publish the stems. */
public final class SeparationJob implements JobHandler<SeparateTrack> {
    private static final Logger log = LoggerFactory.getLogger(SeparationJob.class);

    private final ProcessingParts parts;
    private final WorkerExecutor pool;

    public SeparationJob(ProcessingParts parts, WorkerExecutor pool) {
        this.parts = parts;
        this.pool = pool;
    }

    @Override
    public Future<Publication> run(JobRun run, SeparateTrack args) {
        run.progress(0, "fetching");
        return parts.blobs().scratch(run.attemptName()).compose(scratch -> canonicalOf(run)
                .compose(canonical -> separate(run, args, canonical, scratch))
                .eventually(() -> parts.blobs().discard(scratch)));
    }

    private Future<CanonicalCopy> canonicalOf(JobRun run) {
        return parts.catalog()
                .newest(run.track(), AssetRole.CANONICAL)
                .map(found -> found.orElseThrow(() ->
                        new AlchemyException(ErrorCode.CONFLICT, "the track has no decoded audio to separate yet")))
                .compose(asset -> parts.blobs().local(asset.key()).map(file -> new CanonicalCopy(asset, file)));
    }

    /** Finished segments lie in a folder of the job, not of the attempt: the next attempt goes on with them. */
    private Future<Publication> separate(JobRun run, SeparateTrack args, CanonicalCopy canonical, Path scratch) {
        return parts.blobs().resumable(run.job().id() + "-segments").compose(segments -> pool.executeBlocking(
                        () -> compute(run, args, canonical, scratch, segments), false)
                .compose(stems -> publication(run, args, stems).store())
                .compose(stored -> noLongerNeeded(segments).map(stored)));
    }

    /** What stays behind is swept later, so a failure is told and no more. */
    private Future<Void> noLongerNeeded(Path segments) {
        return parts.blobs()
                .discard(segments)
                .onFailure(error -> log.warn("could not remove finished segments", error))
                .otherwiseEmpty();
    }

    private MadeStems compute(JobRun run, SeparateTrack args, CanonicalCopy canonical, Path scratch, Path segments)
            throws IOException {
        SeparationResult result = parts.separator()
                .separate(
                        canonical.file(),
                        args.options(),
                        scratch,
                        segments,
                        fraction -> run.progress(99 * fraction, "separating"));
        return MadeStems.of(result, canonical.asset().duration(), this::isPreview);
    }

    private StemPublication publication(JobRun run, SeparateTrack args, MadeStems stems) {
        return new StemPublication(
                parts.catalog(), parts.blobs(), run, args.options().format(), stems);
    }

    private boolean isPreview(String model) {
        return parts.models().list().stream().anyMatch(known -> known.id().equals(model) && known.preview());
    }

    /** The decoded audio and the row that describes it. */
    private record CanonicalCopy(Asset asset, Path file) {}

    /** A stem with what only a look at its bytes tells. */
    record HashedStem(SeparatedStem stem, String sha256) {}
}
