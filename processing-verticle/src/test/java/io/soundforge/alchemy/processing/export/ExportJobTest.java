package io.soundforge.alchemy.processing.export;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.audio.export.StemExporter;
import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.audio.media.PcmDecoder;
import io.soundforge.alchemy.audio.media.StemEncoder;
import io.soundforge.alchemy.audio.media.SynthesizedWav;
import io.soundforge.alchemy.audio.media.TestFfmpeg;
import io.soundforge.alchemy.audio.separation.TrackSeparator;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobArgs.ExportStems;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.studio.ExportManifest;
import io.soundforge.alchemy.contracts.studio.ExportOptions;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.soundforge.alchemy.platform.jobs.RecordedRun;
import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.soundforge.alchemy.platform.uploads.OwnerQuota;
import io.soundforge.alchemy.platform.uploads.OwnerRoom;
import io.soundforge.alchemy.processing.ProcessingParts;
import io.soundforge.alchemy.processing.SharedSegments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The job with a real database, blob store and ffmpeg. */
class ExportJobTest {
    private static final int RATE = 44_100;

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private ExportJob job;
    private Track track;

    @BeforeEach
    void build() throws IOException {
        MediaLimits limits = MediaLimits.ofMinutes(1);
        StemEncoder encoder = new StemEncoder(TestFfmpeg.ffmpeg(), limits);
        ModelRegistry models =
                new ModelRegistry(Files.createDirectories(services.folder().resolve("models")), null);
        RunnerConfig runner = RunnerConfig.of("test", 1, RetryPolicy.attempts(1));
        ProcessingParts parts = new ProcessingParts(
                services.bus(),
                services.jobs(),
                services.catalog(),
                services.blobs(),
                new OwnerRoom(services.database(), OwnerQuota.UNLIMITED),
                models,
                new TrackSeparator(models, encoder),
                new StemExporter(
                        new MediaProbe(TestFfmpeg.ffmpeg(), limits),
                        new PcmDecoder(TestFfmpeg.ffmpeg(), limits),
                        encoder),
                new SharedSegments(1 << 30, false),
                runner,
                runner);
        job = new ExportJob(parts, services.vertx().createSharedWorkerExecutor("test-export", 1));
        track = services.newTrack("song");
    }

    @Test
    void run_publishesAZipOfTheChosenStems() throws IOException {
        Asset drums = stem("drums");
        stem("bass");
        Asset vocals = stem("vocals");
        RecordedRun recorded = new RecordedRun(JobKind.EXPORT, track.id());

        Asset export = export(recorded, vocals, drums);

        Path zip = await(services.blobs().local(export.key()));
        assertThat(export.role()).isEqualTo(AssetRole.EXPORT);
        assertThat(export.duration()).isEqualTo(0.5);
        assertThat(zip).hasSize(export.bytes());
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            assertThat(archive.stream().map(ZipEntry::getName))
                    .containsExactly("vocals.flac", "drums.flac", "export.json");
            ExportManifest manifest = WireJson.read(text(archive, "export.json"), ExportManifest.class);
            assertThat(manifest.sampleRate()).isEqualTo(48_000);
            assertThat(manifest.files())
                    .extracting(ExportManifest.File::name)
                    .containsExactly("vocals.flac", "drums.flac");
            assertThat(text(archive, "vocals.flac")).containsIgnoringCase("title=song");
        }
        assertThat(scratch()).isEmpty();
        assertThat(recorded.progress())
                .last()
                .extracting(RecordedRun.Progress::percent)
                .isEqualTo(99.0);
    }

    @Test
    void run_again_letsTheOldestGoWithItsBytes() throws IOException {
        Asset vocals = stem("vocals");
        List<Asset> exports = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            exports.add(export(new RecordedRun(JobKind.EXPORT, track.id()), vocals));
        }

        Path folder = services.folder().resolve("library/blobs");
        eventually().untilAsserted(() -> assertThat(
                        folder.resolve(exports.get(0).key()).getParent())
                .doesNotExist());
        for (Asset kept : exports.subList(1, 4)) {
            assertThat(folder.resolve(kept.key())).exists();
        }
        assertThat(exports)
                .extracting(Asset::sha256)
                .containsOnly(exports.get(0).sha256());
    }

    @Test
    void run_withdrawnBeforeTheCommit_leavesNothing() throws IOException {
        Asset vocals = stem("vocals");
        RecordedRun recorded = new RecordedRun(JobKind.EXPORT, track.id());
        Publication publication = await(job.run(recorded.run(), wish(vocals)));
        String key = AssetKeys.file(track.id(), recorded.run().attemptName(), "stems.zip");
        assertThat(await(services.blobs().local(key))).exists();

        await(publication.withdrawn());

        assertThatThrownBy(() -> await(services.blobs().local(key))).hasMessageContaining("no blob");
    }

    @Test
    void run_cancelled_stopsAndKeepsNothing() throws IOException {
        Asset vocals = stem("vocals");
        RecordedRun recorded = new RecordedRun(JobKind.EXPORT, track.id());
        recorded.cancel();

        assertThatThrownBy(() -> await(job.run(recorded.run(), wish(vocals))))
                .isInstanceOf(CancellationException.class);

        assertThat(scratch()).isEmpty();
    }

    @Test
    void run_stemThatIsGone_saysSo() throws IOException {
        Asset foreign = stem("vocals");
        track = services.newTrack("other");
        RecordedRun recorded = new RecordedRun(JobKind.EXPORT, track.id());

        assertThatThrownBy(() -> await(job.run(recorded.run(), wish(foreign))))
                .hasMessageContaining("not there any more")
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThat(scratch()).isEmpty();
    }

    private Asset export(RecordedRun recorded, Asset... stems) {
        Publication publication = await(job.run(recorded.run(), wish(stems)));
        await(services.database().inTransaction(publication::publish));
        return await(services.catalog()
                        .exports()
                        .find(track.id(), recorded.run().job().id()))
                .orElseThrow();
    }

    private static ExportStems wish(Asset... stems) {
        List<UUID> ids = Stream.of(stems).map(Asset::id).toList();
        return new ExportStems(new ExportOptions(ids, AudioFormat.FLAC, 48_000, BitDepth.I16, true, true, true));
    }

    private static String text(ZipFile archive, String entry) throws IOException {
        return new String(archive.getInputStream(archive.getEntry(entry)).readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private Asset stem(String type) throws IOException {
        String key = AssetKeys.file(track.id(), "separate-1", type + ".wav");
        Path file = services.folder().resolve(UUID.randomUUID() + ".wav");
        SynthesizedWav.write(file, RATE, 2, SynthesizedWav.sine(440, RATE, 2, 0.5));
        Asset stem = new Asset(
                UUID.randomUUID(),
                track.id(),
                JobId.random(),
                AssetRole.STEM,
                type + ".wav",
                type,
                key,
                "audio/wav",
                Files.size(file),
                "00",
                0.5);
        await(services.blobs().adopt(file, key));
        await(services.database().inTransaction(tx -> services.catalog().addAsset(tx, stem)));
        return stem;
    }

    private static List<Path> scratch() throws IOException {
        Path folder = services.folder().resolve("library/scratch");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }
}
