package io.soundforge.alchemy.processing.separation;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.audio.export.StemExporter;
import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.SeparationModel;
import io.soundforge.alchemy.audio.inference.TinyModels;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.audio.media.PcmDecoder;
import io.soundforge.alchemy.audio.media.StemEncoder;
import io.soundforge.alchemy.audio.media.TestFfmpeg;
import io.soundforge.alchemy.audio.separation.SegmentShelf;
import io.soundforge.alchemy.audio.separation.TrackSeparator;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.FrameRange;
import io.soundforge.alchemy.contracts.stems.LiveStems;
import io.soundforge.alchemy.contracts.stems.SeparationFacts;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.stems.SeparationReport;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.pcm.F32Writer;
import io.soundforge.alchemy.dsp.separation.ForwardingEngine;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.catalog.WorkFolders;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.soundforge.alchemy.platform.jobs.RecordedRun;
import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.soundforge.alchemy.platform.uploads.OwnerQuota;
import io.soundforge.alchemy.platform.uploads.OwnerRoom;
import io.soundforge.alchemy.platform.uploads.Usages;
import io.soundforge.alchemy.processing.ProcessingParts;
import io.soundforge.alchemy.processing.SharedSegments;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The job with a real database, blob store, ffmpeg and ONNX Runtime, and a model that hands every stem a quarter. */
class SeparationJobTest {
    private static final int FRAMES = 40_000;
    private static final SeparateTrack ALL_STEMS =
            new SeparateTrack(new SeparationOptions("identity", List.of(), null, AudioFormat.WAV, BitDepth.F32));

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private ProcessingParts parts;
    private SegmentShelf shelf;
    private SeparationJob job;

    @BeforeEach
    void build() throws IOException {
        Path models = Files.createDirectories(services.folder().resolve("models"));
        TinyModels.identity(models.resolve("identity.onnx"), 4, 4096);
        ModelRegistry registry = new ModelRegistry(models, null);
        MediaLimits limits = MediaLimits.ofMinutes(1);
        StemEncoder encoder = new StemEncoder(TestFfmpeg.ffmpeg(), limits);
        StemExporter exporter = new StemExporter(
                new MediaProbe(TestFfmpeg.ffmpeg(), limits), new PcmDecoder(TestFfmpeg.ffmpeg(), limits), encoder);
        parts = new ProcessingParts(
                services.bus(),
                services.jobs(),
                services.catalog(),
                services.blobs(),
                new OwnerRoom(services.database(), OwnerQuota.UNLIMITED),
                registry,
                new TrackSeparator(registry, encoder),
                exporter,
                new SharedSegments(1 << 30, false),
                RunnerConfig.of("test", 1, RetryPolicy.attempts(1)),
                RunnerConfig.of("test", 1, RetryPolicy.attempts(1)));
        shelf = new SegmentShelf(services.folder().resolve("library/shared/segments"), 1 << 30);
        job = new SeparationJob(parts, shelf, services.vertx().createSharedWorkerExecutor("test-separation", 1));
    }

    @Test
    void run_publishesTheStemsAndHowTheyCameAbout() throws IOException {
        Track track = trackWithAudio();
        RecordedRun recorded = new RecordedRun(JobKind.SEPARATE, track.id());

        Publication publication = await(job.run(recorded.run(), ALL_STEMS));
        await(services.database().inTransaction(publication::publish));

        List<Asset> stems = assetsOf(track).stream()
                .filter(asset -> asset.role() == AssetRole.STEM)
                .toList();
        assertThat(stems).extracting(Asset::type).containsExactlyInAnyOrder("drums", "bass", "other", "vocals");
        assertThat(stems).allSatisfy(stem -> assertThat(await(services.blobs().local(stem.key())))
                .hasSize(stem.bytes()));
        SeparationFacts facts = Objects.requireNonNull(
                await(services.catalog().separationsOf(Set.of(track.id()))).get(track.id()));
        assertThat(facts.model()).isEqualTo("identity");
        assertThat(facts.preview()).isFalse();
        assertThat(facts.gain()).isEqualTo(1);
        assertThat(facts.residualDb()).isLessThan(-100);
        assertThat(scratch())
                .contains(WorkFolders.live(recorded.run().job().id()))
                .doesNotContain(recorded.run().attemptName());
    }

    @Test
    void whereItsStemsHaveNoRoom_nothingIsSeparated() throws IOException {
        Track track = trackWithAudio();
        long wanted = Math.round(4 * 8 * 44_100 * audioOf(track).duration());
        long used = await(new Usages(services.database()).of(track.owner())).bytes();

        assertThatThrownBy(() -> await(limitedTo(used + wanted - 1)
                        .run(new RecordedRun(JobKind.SEPARATE, track.id()).run(), ALL_STEMS)))
                .hasMessageContaining("an owner may have")
                .extracting(error -> AlchemyException.failureOf(error).code())
                .isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(await(limitedTo(used + wanted).run(new RecordedRun(JobKind.SEPARATE, track.id()).run(), ALL_STEMS)))
                .isNotNull();
    }

    private SeparationJob limitedTo(long bytes) {
        ProcessingParts limited = new ProcessingParts(
                parts.bus(),
                parts.jobs(),
                parts.catalog(),
                parts.blobs(),
                new OwnerRoom(services.database(), new OwnerQuota(bytes, 0)),
                parts.models(),
                parts.separator(),
                parts.exporter(),
                parts.segments(),
                parts.runner(),
                parts.exports());
        return new SeparationJob(limited, shelf, services.vertx().createSharedWorkerExecutor("test-separation", 1));
    }

    private static Asset audioOf(Track track) {
        return await(services.catalog().newest(track.id(), AssetRole.CANONICAL)).orElseThrow();
    }

    @Test
    void run_canBeHeardAsItWasWritten() throws IOException {
        Track track = trackWithAudio();
        RecordedRun recorded = new RecordedRun(JobKind.SEPARATE, track.id());

        await(job.run(recorded.run(), ALL_STEMS));

        Path live = await(services.blobs()
                        .existing(WorkFolders.live(recorded.run().job().id())))
                .orElseThrow();
        LiveStems index = WireJson.read(Files.readString(live.resolve("live.json")), LiveStems.class);
        assertThat(index.finished()).isTrue();
        assertThat(index.ready()).containsExactly(new FrameRange(0, FRAMES));
        assertThat(live.resolve("vocals.f32")).hasSize(FRAMES * 8L);
    }

    @Test
    void sameAudioAgain_isNotSeparatedAgain_evenForAnotherTrackAndOptionsThatMeanTheSame() throws IOException {
        String hash = UUID.randomUUID().toString();
        Track first = trackWithAudio(hash);
        separate(first, ALL_STEMS);
        Track second = trackWithAudio(hash);
        SeparateTrack byName = new SeparateTrack(new SeparationOptions(
                "identity", List.of("vocals", "other", "bass", "drums"), null, AudioFormat.WAV, BitDepth.F32));

        JobId again = separate(second, byName);

        SeparationReport report = await(services.catalog().separationResults().find(second.id(), again))
                .orElseThrow();
        assertThat(report.reused()).isTrue();
        assertThat(report.segmentsComputed()).isZero();
        assertThat(report.stems()).hasSize(4);
        assertThat(stemsOf(second)).hasSize(4).allSatisfy(stem -> {
            assertThat(stem.track()).isEqualTo(second.id());
            assertThat(stem.key()).startsWith(AssetKeys.folder(second.id()));
        });
        await(services.blobs().delete(AssetKeys.folder(first.id()))); // as if the first owner had deleted the track
        assertThat(stemsOf(second))
                .allSatisfy(stem ->
                        assertThat(await(services.blobs().local(stem.key()))).hasSize(stem.bytes()));
    }

    @Test
    void equalSeparationThatLostItsFiles_isMadeAnew_fromTheShelf() throws IOException {
        String hash = UUID.randomUUID().toString();
        Track first = trackWithAudio(hash);
        separate(first, ALL_STEMS);
        await(services.blobs().delete(AssetKeys.folder(first.id())));
        Track second = trackWithAudio(hash);

        JobId again = separate(second, ALL_STEMS);

        SeparationReport report = await(services.catalog().separationResults().find(second.id(), again))
                .orElseThrow();
        assertThat(report.reused()).isFalse();
        assertThat(report.segmentsComputed()).isZero();
        assertThat(report.segmentsFromShelf()).isPositive();
    }

    @Test
    void otherFormatOfTheSameAudio_computesNoSegment() throws IOException {
        String hash = UUID.randomUUID().toString();
        separate(trackWithAudio(hash), ALL_STEMS);
        Track second = trackWithAudio(hash);

        JobId again = separate(
                second,
                new SeparateTrack(
                        new SeparationOptions("identity", List.of("drums"), null, AudioFormat.FLAC, BitDepth.I16)));

        SeparationReport report = await(services.catalog().separationResults().find(second.id(), again))
                .orElseThrow();
        assertThat(report.reused()).isFalse();
        assertThat(report.segmentsComputed()).isZero();
        assertThat(stemsOf(second)).extracting(Asset::name).containsExactly("drums.flac");
    }

    @Test
    void idleNode_computesTheSegmentsThatTheNodeOfTheJobDoesNotGetTo() throws Exception {
        Semaphore gate = new Semaphore(0);
        SeparationModel held = SeparationModel.of(
                "identity", () -> new HeldEngine(parts.models().open("identity"), gate));
        SeparationJob slow = new SeparationJob(
                parts, shelf, services.vertx().createSharedWorkerExecutor("test-slow", 1), name -> held);
        Assistance assistance = new Assistance(
                services.vertx(),
                services.vertx().createSharedWorkerExecutor("test-assistance", 1),
                parts,
                shelf,
                () -> true);
        RecordedRun recorded =
                new RecordedRun(JobKind.SEPARATE, trackWithAudio().id());

        Future<Publication> running = slow.run(recorded.run(), ALL_STEMS);
        eventually().until(gate::hasQueuedThreads);
        long before = segments();
        assistance.start();
        eventually().until(() -> segments() >= before + 5);
        gate.release(1000);
        Publication publication = await(running);
        assistance.stop();

        await(services.database().inTransaction(publication::publish));
        SeparationReport report = await(services.catalog()
                        .separationResults()
                        .find(recorded.run().track(), recorded.run().job().id()))
                .orElseThrow();
        assertThat(report.segmentsComputed()).isPositive();
        assertThat(report.segmentsFromShelf()).isGreaterThanOrEqualTo(5);
        assertThat(report.residualDb()).isLessThan(-100.0);
    }

    /** Unfinished files come and go while this looks. */
    private static long segments() throws IOException {
        AtomicLong found = new AtomicLong();
        Files.walkFileTree(services.folder().resolve("library/shared/segments"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (String.valueOf(file.getFileName()).matches("\\d+-drums\\.f32")) {
                    found.incrementAndGet();
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found.get();
    }

    /** Computes nothing before the test lets it. */
    private static final class HeldEngine extends ForwardingEngine {
        private final SegmentEngine engine;
        private final Semaphore gate;

        HeldEngine(SegmentEngine engine, Semaphore gate) {
            this.engine = engine;
            this.gate = gate;
        }

        @Override
        protected SegmentEngine engine() {
            return engine;
        }

        @Override
        public void separate(float[][] mix, float[][][] stems) {
            gate.acquireUninterruptibly();
            engine.separate(mix, stems);
        }
    }

    private JobId separate(Track track, SeparateTrack args) {
        RecordedRun recorded = new RecordedRun(JobKind.SEPARATE, track.id());
        Publication publication = await(job.run(recorded.run(), args));
        await(services.database().inTransaction(publication::publish));
        return recorded.run().job().id();
    }

    private static List<Asset> stemsOf(Track track) {
        return assetsOf(track).stream()
                .filter(asset -> asset.role() == AssetRole.STEM)
                .toList();
    }

    @Test
    void run_withStemsLeftOut_publishesTheOthers() throws IOException {
        Track track = trackWithAudio();
        SeparateTrack some = new SeparateTrack(ALL_STEMS.options().allBut(List.of("drums", "guitar")));

        Publication publication = await(job.run(new RecordedRun(JobKind.SEPARATE, track.id()).run(), some));
        await(services.database().inTransaction(publication::publish));

        assertThat(assetsOf(track))
                .filteredOn(asset -> asset.role() == AssetRole.STEM)
                .extracting(Asset::name)
                .containsExactlyInAnyOrder("bass.wav", "other.wav", "vocals.wav");
    }

    @Test
    void run_withdrawnBeforeTheCommit_leavesNoStems() throws IOException {
        Track track = trackWithAudio();
        RecordedRun recorded = new RecordedRun(JobKind.SEPARATE, track.id());
        Publication publication = await(job.run(recorded.run(), ALL_STEMS));
        String vocals = AssetKeys.file(track.id(), recorded.run().attemptName(), "vocals.wav");
        assertThat(await(services.blobs().local(vocals))).exists();

        await(publication.withdrawn());

        assertThatThrownBy(() -> await(services.blobs().local(vocals))).hasMessageContaining("no blob");
    }

    @Test
    void run_cancelled_stopsAndKeepsNoAttemptFolder() throws IOException {
        Track track = trackWithAudio();
        RecordedRun recorded = new RecordedRun(JobKind.SEPARATE, track.id());
        recorded.cancel();

        assertThatThrownBy(() -> await(job.run(recorded.run(), ALL_STEMS))).isInstanceOf(CancellationException.class);

        assertThat(scratch()).doesNotContain(recorded.run().attemptName());
    }

    @Test
    void run_trackWithoutAudio_saysSo() {
        RecordedRun recorded =
                new RecordedRun(JobKind.SEPARATE, services.newTrack("silent").id());

        assertThatThrownBy(() -> await(job.run(recorded.run(), ALL_STEMS))).hasMessageContaining("no decoded audio");
    }

    private static List<Asset> assetsOf(Track track) {
        return await(services.catalog().assetsOf(Set.of(track.id()))).getOrDefault(track.id(), List.of());
    }

    private static Track trackWithAudio() throws IOException {
        return trackWithAudio(UUID.randomUUID().toString());
    }

    private static Track trackWithAudio(String hash) throws IOException {
        Track track = services.newTrack("song");
        String key = AssetKeys.file(track.id(), "download-1", "canonical.f32");
        Path file = services.folder().resolve("canonical-" + UUID.randomUUID());
        try (F32Writer writer = new F32Writer(file, 2)) {
            writer.write(Signals.stereoNoise(7, 0.1, FRAMES), 0, FRAMES);
        }
        Asset canonical = new Asset(
                UUID.randomUUID(),
                track.id(),
                JobId.random(),
                AssetRole.CANONICAL,
                "canonical.f32",
                "canonical",
                key,
                "application/octet-stream",
                Files.size(file),
                hash,
                FRAMES / 44_100.0);
        await(services.blobs().adopt(file, key));
        await(services.database().inTransaction(tx -> services.catalog().addAsset(tx, canonical)));
        return track;
    }

    private static List<String> scratch() throws IOException {
        Path folder = services.folder().resolve("library/scratch");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> String.valueOf(child.getFileName())).toList();
        }
    }
}
