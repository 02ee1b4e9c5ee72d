package io.soundforge.alchemy.processing.separation;

import io.soundforge.alchemy.audio.inference.SeparationModel;
import io.soundforge.alchemy.audio.separation.SegmentShelf;
import io.soundforge.alchemy.audio.separation.SeparationAddress;
import io.soundforge.alchemy.audio.separation.SeparationRequest;
import io.soundforge.alchemy.audio.separation.SeparationResult;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.platform.catalog.SeparationResults;
import io.soundforge.alchemy.platform.catalog.WorkFolders;
import io.soundforge.alchemy.platform.figures.Figure;
import io.soundforge.alchemy.platform.jobs.JobHandler;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.soundforge.alchemy.processing.ProcessingParts;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One separation: fetch the canonical audio, separate it on the pool, publish the stems. The very same separation that
 * was made before, for whomever, is not made again.
 */
public final class SeparationJob implements JobHandler<SeparateTrack> {
    private static final Logger log = LoggerFactory.getLogger(SeparationJob.class);

    private final ProcessingParts parts;
    private final SegmentShelf shelf;
    private final WorkerExecutor pool;
    private final Models models;
    private final AtomicInteger running = new AtomicInteger();

    /** Finds models: by name, or the usual one. */
    @FunctionalInterface
    public interface Models {
        /** @param name null for the default */
        SeparationModel model(@Nullable String name);
    }

    public SeparationJob(ProcessingParts parts, SegmentShelf shelf, WorkerExecutor pool) {
        this(parts, shelf, pool, parts.models()::model);
    }

    /** @param models instead of the registry's */
    public SeparationJob(ProcessingParts parts, SegmentShelf shelf, WorkerExecutor pool, Models models) {
        this.parts = parts;
        this.shelf = shelf;
        this.pool = pool;
        this.models = models;
    }

    /** Whether nothing is being separated here. */
    public boolean idle() {
        return running.get() == 0;
    }

    @Override
    public Future<Publication> run(JobRun run, SeparateTrack args) {
        run.progress(0, "fetching");
        running.incrementAndGet();
        return canonicalOf(run)
                .compose(canonical -> identified(args.options(), canonical))
                .compose(work -> requireRoom(run, work).compose(room -> publication(run, work)))
                .onComplete(over -> running.decrementAndGet());
    }

    private Future<CanonicalCopy> canonicalOf(JobRun run) {
        return parts.catalog()
                .newest(run.track(), AssetRole.CANONICAL)
                .map(found -> found.orElseThrow(() ->
                        new AlchemyException(ErrorCode.CONFLICT, "the track has no decoded audio to separate yet")))
                .compose(asset -> {
                    run.audioLength(Duration.ofMillis(Math.round(asset.duration() * 1000)));
                    return parts.blobs().local(asset.key()).map(file -> new CanonicalCopy(asset, file));
                });
    }

    /** Asks the engines what they are, before any of them works. */
    private Future<Work> identified(SeparationOptions options, CanonicalCopy canonical) {
        return pool.executeBlocking(
                () -> {
                    SeparationModel model = models.model(options.model());
                    String address = SeparationAddress.of(canonical.asset().sha256(), model, options);
                    return new Work(options, canonical, model, address);
                },
                false);
    }

    /** Before the work is done, not after: what has been made is stored, even if it took more than expected. */
    private Future<Void> requireRoom(JobRun run, Work work) {
        double seconds = work.canonical().asset().duration();
        return parts.room()
                .require(
                        run.job().owner(),
                        StemSizes.of(work.options(), work.model().stems(), seconds));
    }

    private Future<Publication> publication(JobRun run, Work work) {
        return parts.catalog()
                .separationResults()
                .newest(work.address())
                .compose(made -> made.isPresent()
                        ? reused(run, work, made.get()).recover(gone -> {
                            log.info("an equal separation was deleted meanwhile, so this one is made", gone);
                            return made(run, work);
                        })
                        : made(run, work));
    }

    private Future<Publication> reused(JobRun run, Work work, SeparationResults.Made earlier) {
        return StemPublication.of(
                        parts,
                        run,
                        work.address(),
                        MadeStems.again(earlier, work.model().name()))
                .store();
    }

    private Future<Publication> made(JobRun run, Work work) {
        return parts.blobs().scratch(run.attemptName()).compose(scratch -> parts.blobs()
                .resumable(WorkFolders.live(run.job().id()))
                .compose(live -> pool.executeBlocking(() -> compute(run, work, scratch, live), false))
                .compose(stems ->
                        StemPublication.of(parts, run, work.address(), stems).store())
                .eventually(() -> parts.blobs().discard(scratch)));
    }

    private MadeStems compute(JobRun run, Work work, Path scratch, Path live) throws IOException {
        Asset canonical = work.canonical().asset();
        SeparationRequest request = new SeparationRequest(
                        work.canonical().file(), canonical.sha256(), work.options(), scratch, shelf)
                .withLive(live)
                .withCanonicalName(canonical.key());
        SeparationResult result = parts.separator()
                .separate(request, work.model(), fraction -> run.progress(99 * fraction, "separating"));
        run.figures().add(Figure.SEGMENTS, result.computed(), "computed");
        run.figures().add(Figure.SEGMENTS, result.reused(), "found");
        // From now on it is kept for those who still listen, until it is swept.
        Files.setLastModifiedTime(live, FileTime.fromMillis(System.currentTimeMillis()));
        return MadeStems.of(result, work.options().format(), this::isPreview);
    }

    private boolean isPreview(String model) {
        return parts.models().list().stream().anyMatch(known -> known.id().equals(model) && known.preview());
    }

    /** The decoded audio and the row that describes it. */
    private record CanonicalCopy(Asset asset, Path file) {}

    /** @param address of everything that the stems' bytes depend on */
    private record Work(SeparationOptions options, CanonicalCopy canonical, SeparationModel model, String address) {}
}
