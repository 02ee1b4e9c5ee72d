package io.soundforge.alchemy.download;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.audio.media.BundledFfmpeg;
import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.audio.media.PcmDecoder;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.download.fetch.AddressGuard;
import io.soundforge.alchemy.download.fetch.FetchLimits;
import io.soundforge.alchemy.download.fetch.GuardedFetcher;
import io.soundforge.alchemy.download.fetch.HostResolver;
import io.soundforge.alchemy.download.provider.ProviderSet;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.soundforge.alchemy.platform.jobs.RecordedRun;
import io.soundforge.alchemy.platform.storage.InputBuckets;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One attempt at a time, without a runner. */
class DownloadJobTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private DownloadJob job;

    @BeforeEach
    void assemble() {
        WorkerExecutor workers = services.vertx().createSharedWorkerExecutor("test-download", 2);
        Ffmpeg ffmpeg = BundledFfmpeg.ofThisPlatform().unpack(Path.of("target", "ffmpeg"));
        MediaLimits limits = MediaLimits.ofMinutes(1);
        GuardedFetcher fetcher = new GuardedFetcher(
                services.vertx(),
                services.vertx().createHttpClient(GuardedFetcher.options(), GuardedFetcher.pool()),
                new AddressGuard(Set.of()),
                HostResolver.system(workers),
                FetchLimits.ofBytes(DownloadConfig.DEFAULT_MAX_BYTES));
        job = new DownloadJob(
                services.catalog(),
                services.blobs(),
                new AudioIntake(
                        services.blobs(),
                        fetcher,
                        new BucketIntake(services.vertx(), InputBuckets.NONE, 1000),
                        workers),
                new SongIntake(
                        new ProviderSet(List.of()),
                        new LinkSource(fetcher, new ProviderSet(List.of())),
                        new PreviewClips(
                                services.vertx(),
                                url -> Future.failedFuture("nobody has a clip"),
                                services.catalog().serviceMetadata()),
                        services.blobs(),
                        workers),
                new AudioDecoding(new MediaProbe(ffmpeg, limits), new PcmDecoder(ffmpeg, limits)),
                workers);
    }

    private static DownloadAudio staged() throws IOException {
        String key = AssetKeys.staged(TrackId.random());
        Path file = Files.write(services.folder().resolve("upload-" + UUID.randomUUID()), new TaggedWav(1.0).bytes());
        await(services.blobs().adopt(file, key));
        return new DownloadAudio(AudioSource.upload(key, "song.wav"));
    }

    private static Path stored(Track track, RecordedRun recorded) {
        return services.folder()
                .resolve("library/blobs")
                .resolve(AssetKeys.folder(track.id()))
                .resolve(recorded.run().attemptName());
    }

    @Test
    void run_upload_tellsItsProgressInOrder() throws IOException {
        Track track = services.newTrack("song");
        RecordedRun recorded = new RecordedRun(JobKind.DOWNLOAD, track.id());

        await(job.run(recorded.run(), staged()));

        assertThat(recorded.progress())
                .extracting(RecordedRun.Progress::stage)
                .containsSubsequence("fetching", "decoding", "storing");
        assertThat(recorded.progress())
                .extracting(RecordedRun.Progress::percent)
                .isSorted()
                .startsWith(0.0)
                .contains(50.0)
                .endsWith(95.0);
    }

    @Test
    void run_withdrawnBeforeTheCommit_removesWhatWasStored() throws IOException {
        Track track = services.newTrack("song");
        RecordedRun recorded = new RecordedRun(JobKind.DOWNLOAD, track.id());
        DownloadAudio args = staged();
        Publication publication = await(job.run(recorded.run(), args));
        assertThat(stored(track, recorded)).isDirectoryContaining("glob:**/canonical.f32");

        await(publication.withdrawn());

        assertThat(stored(track, recorded)).doesNotExist();
        assertThat(await(services.blobs().local(args.source().reference()))).exists();
    }

    @Test
    void run_rolledBackAndTriedAgain_publishesTheSameAssets() throws IOException {
        Track track = services.newTrack("song");
        RecordedRun recorded = new RecordedRun(JobKind.DOWNLOAD, track.id());
        Publication publication = await(job.run(recorded.run(), staged()));
        assertThatThrownBy(() -> await(services.database()
                        .<Void>inTransaction(tx -> publication.publish(tx).map(done -> {
                            throw new IllegalStateException("the commit fails");
                        }))))
                .isInstanceOf(IllegalStateException.class);

        await(services.database().inTransaction(publication::publish));

        assertThat(await(services.catalog().assetsOf(Set.of(track.id()))).get(track.id()))
                .hasSize(2);
    }

    @Test
    void run_withdrawnAfterACommitWhoseAnswerWasLost_keepsTheBytes() throws IOException {
        Track track = services.newTrack("song");
        RecordedRun recorded = new RecordedRun(JobKind.DOWNLOAD, track.id());
        Publication publication = await(job.run(recorded.run(), staged()));
        await(services.database().inTransaction(publication::publish));

        await(publication.withdrawn());

        assertThat(stored(track, recorded)).isDirectoryContaining("glob:**/original.wav");
    }

    @Test
    void run_stoppedAttempt_endsAndLeavesNothing() throws IOException {
        Track track = services.newTrack("song");
        RecordedRun recorded = new RecordedRun(JobKind.DOWNLOAD, track.id());
        recorded.shutDown();

        assertThatThrownBy(() -> await(job.run(recorded.run(), staged()))).isInstanceOf(CancellationException.class);

        assertThat(stored(track, recorded)).doesNotExist();
        assertThat(services.folder()
                        .resolve("library/scratch")
                        .resolve(recorded.run().attemptName()))
                .doesNotExist();
    }
}
