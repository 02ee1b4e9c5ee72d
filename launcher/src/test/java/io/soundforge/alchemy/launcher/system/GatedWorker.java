package io.soundforge.alchemy.launcher.system;

import io.soundforge.alchemy.audio.export.StemExporter;
import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.audio.media.FfmpegFinder;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.audio.media.PcmDecoder;
import io.soundforge.alchemy.audio.media.StemEncoder;
import io.soundforge.alchemy.audio.separation.SegmentShelf;
import io.soundforge.alchemy.audio.separation.TrackSeparator;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.events.EventCarrier;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.platform.jobs.JobRunner;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.soundforge.alchemy.platform.storage.LocalBlobStore;
import io.soundforge.alchemy.platform.uploads.OwnerQuota;
import io.soundforge.alchemy.platform.uploads.OwnerRoom;
import io.soundforge.alchemy.processing.ProcessingParts;
import io.soundforge.alchemy.processing.SharedSegments;
import io.soundforge.alchemy.processing.separation.SeparationJob;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A node that separates, and nothing else, segment by segment as the test lets it. */
final class GatedWorker implements AutoCloseable {
    private static final long SECONDS = 60;
    private static final long SEGMENT_BUDGET = 1L << 32;

    private final Vertx vertx = Vertx.vertx();
    private final Database database;
    private final EventCarrier carrier;
    private final JobRunner runner;

    GatedWorker(String databaseUrl, String redisUrl, Path audio, Path tools, Semaphore gate) {
        database = new Database(vertx, new DatabaseConfig(databaseUrl, 4));
        carrier = new EventCarrier(vertx, redisUrl);
        Bus bus = new Bus(vertx);
        JobStore jobs = new JobStore(database, new Journal(database, carrier), bus);
        ProcessingParts parts = parts(bus, jobs, new LocalBlobStore(vertx, audio), tools);
        SegmentShelf shelf = new SegmentShelf(audio.resolve("shared/segments"), SEGMENT_BUDGET);
        WorkerExecutor pool = vertx.createSharedWorkerExecutor("gated", 1, 1, TimeUnit.HOURS);
        runner = new JobRunner(
                vertx,
                jobs,
                bus,
                JobKind.SEPARATE,
                SeparateTrack.class,
                parts.runner(),
                new SeparationJob(parts, shelf, pool, name -> GatedEngine.model(gate)));
    }

    /** Looks for work from now on. */
    void start() throws TimeoutException {
        await(runner.start());
    }

    private ProcessingParts parts(Bus bus, JobStore jobs, LocalBlobStore blobs, Path tools) {
        Ffmpeg ffmpeg = FfmpegFinder.find(null, List.of(), tools);
        MediaLimits limits = MediaLimits.unlimited();
        ModelRegistry models = new ModelRegistry(tools.resolve("no-models"), null);
        StemEncoder encoder = new StemEncoder(ffmpeg, limits);
        RunnerConfig config = RunnerConfig.of("gated", 1, RetryPolicy.of(JobKind.SEPARATE));
        return new ProcessingParts(
                bus,
                jobs,
                new Catalog(database),
                blobs,
                new OwnerRoom(database, OwnerQuota.UNLIMITED),
                models,
                new TrackSeparator(models, encoder),
                new StemExporter(new MediaProbe(ffmpeg, limits), new PcmDecoder(ffmpeg, limits), encoder),
                new SharedSegments(SEGMENT_BUDGET, false),
                config,
                config);
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws TimeoutException {
        await(runner.stop());
        await(carrier.close());
        await(database.close());
        await(vertx.close());
    }
}
