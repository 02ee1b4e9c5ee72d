package io.soundforge.alchemy.download;

import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.audio.media.PcmDecoder;
import io.soundforge.alchemy.audio.media.ProcessFamily;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.media.ProbeUpload;
import io.soundforge.alchemy.download.fetch.AddressGuard;
import io.soundforge.alchemy.download.fetch.GuardedFetcher;
import io.soundforge.alchemy.download.fetch.GuardedProxy;
import io.soundforge.alchemy.download.fetch.HostResolver;
import io.soundforge.alchemy.download.provider.AudioProvider;
import io.soundforge.alchemy.download.provider.Blocking;
import io.soundforge.alchemy.download.provider.ProviderSet;
import io.soundforge.alchemy.download.provider.ScratchFolder;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.figures.Figures;
import io.soundforge.alchemy.platform.jobs.JobRunner;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.soundforge.alchemy.platform.limits.Buckets;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks at uploads for whoever asks on the bus, and gets tracks their audio as the job kind DOWNLOAD. */
public final class DownloadVerticle extends VerticleBase {
    private static final int PROBERS = 2;
    private static final int LOOK_UPS = 4;

    /** What the verticle works with. */
    public record Parts(
            DownloadConfig config,
            Ffmpeg ffmpeg,
            Bus bus,
            JobStore jobs,
            Catalog catalog,
            BlobStore blobs,
            RunnerConfig runner,
            Buckets buckets,
            Figures figures) {
        /** Unwatched. */
        public Parts(
                DownloadConfig config,
                Ffmpeg ffmpeg,
                Bus bus,
                JobStore jobs,
                Catalog catalog,
                BlobStore blobs,
                RunnerConfig runner,
                Buckets buckets) {
            this(config, ffmpeg, bus, jobs, catalog, blobs, runner, buckets, Figures.NONE);
        }
    }

    private final Parts parts;
    private @Nullable JobRunner runner;
    private ProviderSet providers = new ProviderSet(List.of());

    public DownloadVerticle(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        MediaProbe probe = new MediaProbe(parts.ffmpeg(), parts.config().media())
                .taking(ContainerType.demuxers(parts.config().formats()));
        UploadProbing probing = new UploadProbing(parts.blobs(), probe, workers("download-probe", PROBERS));
        HostResolver names = HostResolver.system(workers("download-names", LOOK_UPS));
        GuardedProxy way = new GuardedProxy(vertx, guard(), names);
        JobRunner downloads = new JobRunner(
                vertx,
                parts.jobs(),
                parts.bus(),
                JobKind.DOWNLOAD,
                DownloadAudio.class,
                parts.runner(),
                job(probe, way));
        runner = downloads;
        return way.start()
                .compose(open -> parts.bus().answer(ProbeUpload.PROBE_UPLOAD, probing::probe))
                .compose(ready -> downloads.start());
    }

    /** Workers and the HTTP client belong to this deployment and are closed with it. */
    @Override
    public Future<?> stop() {
        Future<?> stopped = runner == null ? Future.succeededFuture() : runner.stop();
        return stopped.eventually(() -> Future.join(
                providers.inOrder().stream().map(AudioProvider::close).toList()));
    }

    private DownloadJob job(MediaProbe probe, GuardedProxy way) {
        WorkerExecutor media = workers("download-media", parts.config().slots());
        PcmDecoder decoder = new PcmDecoder(parts.ffmpeg(), parts.config().media());
        GuardedFetcher fetcher = fetcher();
        AudioIntake intake = new AudioIntake(parts.blobs(), fetcher, buckets(), media);
        WorkerExecutor lookers = workers("download-looks", 1);
        lookers.executeBlocking(DownloadVerticle::sweep, false);
        ProviderSet asked = ProviderAssembly.of(
                parts.config(),
                parts.ffmpeg(),
                new Blocking(media, lookers),
                way::url,
                parts.buckets(),
                parts.figures());
        providers = asked;
        asked.inOrder().forEach(AudioProvider::health);
        asked.inOrder().forEach(provider -> provider.open(parts.figures()));
        ClipReader clips = new ClipReader(fetcher, parts.ffmpeg(), parts.blobs(), media);
        SongIntake songs = new SongIntake(
                asked,
                new LinkSource(fetcher, asked),
                new PreviewClips(vertx, clips::read, parts.catalog().serviceMetadata()),
                parts.blobs(),
                media);
        return new DownloadJob(parts.catalog(), parts.blobs(), intake, songs, new AudioDecoding(probe, decoder), media);
    }

    /** What a server that was killed has left. */
    private static boolean sweep() {
        ProcessFamily.endOrphans();
        ScratchFolder.sweep();
        return true;
    }

    private BucketIntake buckets() {
        return new BucketIntake(
                vertx, parts.config().buckets(), parts.config().fetch().maxBytes());
    }

    private GuardedFetcher fetcher() {
        return new GuardedFetcher(
                vertx,
                vertx.createHttpClient(GuardedFetcher.options(), GuardedFetcher.pool()),
                guard(),
                HostResolver.system(workers("download-names", LOOK_UPS)),
                parts.config().fetch());
    }

    private AddressGuard guard() {
        return new AddressGuard(parts.config().allowed());
    }

    /** Hours are normal for a long file; the limits that count are the decoder's own. */
    private WorkerExecutor workers(String name, int size) {
        return vertx.createSharedWorkerExecutor(name, size, 1, TimeUnit.HOURS);
    }
}
