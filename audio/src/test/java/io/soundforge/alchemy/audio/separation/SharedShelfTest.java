package io.soundforge.alchemy.audio.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.SeparationModel;
import io.soundforge.alchemy.audio.inference.SessionSettings;
import io.soundforge.alchemy.audio.inference.TinyModels;
import io.soundforge.alchemy.audio.separation.CountingEngine.Count;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.LiveStems;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.pcm.F32Writer;
import io.soundforge.alchemy.dsp.separation.SegmentPlan;
import io.soundforge.alchemy.dsp.separation.Tiling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Separations that share segments: at the same time, one after the other, and across models. */
@Timeout(120)
class SharedShelfTest {
    private static final int SEGMENT = 4096;
    private static final int STRIDE = 3072;
    private static final int FRAMES = 12 * STRIDE + 5;
    private static final int SEGMENTS = new SegmentPlan(FRAMES, Tiling.demucs(SEGMENT)).count();
    private static final long PLENTY = 1L << 40;
    /** Of one row of a whole segment. */
    private static final long ROW_BYTES = 2L * SEGMENT * Float.BYTES + 8;

    @TempDir
    Path temp;

    private ModelRegistry models;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void openRegistry() {
        models = new ModelRegistry(temp, "tiny", new SessionSettings(1));
        TinyModels.gains(temp.resolve("tiny.onnx"), SEGMENT, 0.3f, 0.1f, 0.2f, 0.4f);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        models.close();
    }

    @Test
    void twoSeparationsAtOnce_shareTheWork() throws Exception {
        Path canonical = canonical("a", 1);
        List<ByteBuffer> alone = bytes(run(request(canonical, "alone", "elsewhere", PLENTY), new Count()));
        Count count = new Count();
        CompletableFuture<SeparationResult> one = CompletableFuture.supplyAsync(
                () -> run(request(canonical, "one", "shelf", PLENTY).withWorkers(2), count), threads);
        CompletableFuture<SeparationResult> two =
                CompletableFuture.supplyAsync(() -> run(request(canonical, "two", "shelf", PLENTY), count), threads);
        assertThat(bytes(one.get(60, TimeUnit.SECONDS))).isEqualTo(alone);
        assertThat(bytes(two.get(60, TimeUnit.SECONDS))).isEqualTo(alone);
        assertThat(count.segments()).isEqualTo(SEGMENTS);
        assertThat(one.get().computed() + two.get().computed()).isEqualTo(SEGMENTS);
        assertThat(one.get().reused()).isEqualTo(two.get().computed());
    }

    @Test
    void specialistAlone_isUsedByTheWholeBag_andTheOtherWayRound() throws IOException {
        specialists();
        Path canonical = canonical("a", 2);
        SeparationOptions vocals = new SeparationOptions("bag", List.of("vocals"), null, AudioFormat.WAV, BitDepth.F32);
        SeparationOptions all = new SeparationOptions("bag", List.of(), null, AudioFormat.WAV, BitDepth.F32);

        SeparationResult alone = run(request(canonical, "one", "shelf", PLENTY, vocals), new Count());
        assertThat(alone.computed()).isEqualTo(SEGMENTS);
        assertThat(alone.residualDb()).isNull();
        SeparationResult whole = run(request(canonical, "two", "shelf", PLENTY, all), new Count());
        assertThat(whole.computed()).isEqualTo(3 * SEGMENTS);
        assertThat(whole.reused()).isEqualTo(SEGMENTS);
        assertThat(whole.residualDb()).isNotNull();
        assertThat(bytes(whole).get(3)).isEqualTo(bytes(alone).get(0));

        Count none = new Count();
        SeparationOptions bass = new SeparationOptions("bag", List.of("bass"), null, AudioFormat.WAV, BitDepth.F32);
        assertThat(bytes(run(request(canonical, "three", "shelf", PLENTY, bass), none))
                        .get(0))
                .isEqualTo(bytes(whole).get(1));
        assertThat(none.segments()).isZero();
    }

    @Test
    void failingMember_isNamedWithItsSegment() throws IOException {
        specialists();
        TinyModels.notANumberWhenLoud(temp.resolve("bass.onnx"), SEGMENT);
        float[][] mix = Signals.stereoNoise(1, 0.1, FRAMES);
        // Far beyond the rest: normalised by the track's deviation it is above 2.
        mix[0][FRAMES - 1] = 1;
        SeparationRequest request = request(
                canonical("loud", mix),
                "out",
                "shelf",
                PLENTY,
                new SeparationOptions("bag", List.of(), null, AudioFormat.WAV, BitDepth.F32));
        assertThatThrownBy(() -> run(request, new Count()))
                .isInstanceOf(AlchemyException.class)
                .hasMessageContainingAll("member bass.onnx", "segment 1", " of 13", "NaN");
    }

    @Test
    void preview_endsWithASegment_andTheWholeRunGoesOn() throws IOException {
        Path canonical = canonical("a", 3);
        SeparationRequest preview = request(canonical, "one", "shelf", PLENTY, floats().withPreview(0.1));
        SeparationResult first = run(preview, new Count());
        // 4410 frames reach into the second stride.
        assertThat(first.frames()).isEqualTo(2 * STRIDE);
        assertThat(first.computed()).isEqualTo(2);
        assertThat(first.stems()).allSatisfy(stem -> assertThat(stem.bytes()).isEqualTo(2L * STRIDE * 8));
        SeparationResult whole = run(request(canonical, "two", "shelf", PLENTY), new Count());
        assertThat(whole.computed()).isEqualTo(SEGMENTS - 2);
        assertThat(whole.reused()).isEqualTo(2);
    }

    @Test
    void budget_isKeptDuringARun_andWhatWasLongestUnusedGoes() throws IOException {
        long budget = 20 * ROW_BYTES;
        SeparationResult wide = run(request(canonical("a", 4), "wide", "elsewhere", PLENTY), new Count());
        SeparationResult tight = run(request(canonical("a", 4), "tight", "shelf", budget), new Count());
        assertThat(bytes(tight)).isEqualTo(bytes(wide));
        assertThat(tight.computed()).isEqualTo(SEGMENTS);
        assertThat(bytesOnShelf()).isLessThanOrEqualTo(budget + 10_000);

        run(request(canonical("b", 5), "tight", "shelf", budget), new Count());
        assertThat(bytesOnShelf()).isLessThanOrEqualTo(budget + 10_000);
        assertThat(places()).hasSize(1);
    }

    @Test
    void placesInUse_areNotReclaimed() throws IOException {
        SegmentShelf shelf = new SegmentShelf(temp.resolve("shelf"), 100_000);
        String used = "a".repeat(64);
        String idle = "b".repeat(64);
        for (String address : List.of(used, idle)) {
            Files.createDirectories(shelf.folder(address));
            Files.write(shelf.folder(address).resolve("0-drums.f32"), new byte[45_000]);
        }
        try (ShelfLoan loan = shelf.lend(List.of(used))) {
            assertThat(loan.heartbeat()).isNotNull();
            assertThat(shelf.makeRoom(50_000)).isTrue();
            assertThat(shelf.folder(idle)).doesNotExist();
            assertThat(shelf.makeRoom(60_000)).isFalse();
            assertThat(shelf.folder(used)).isDirectoryContaining(file -> file.endsWith("0-drums.f32"));
        }
        assertThat(shelf.makeRoom(60_000)).isTrue();
        assertThat(shelf.folder(used)).doesNotExist();
    }

    @Test
    void claimOfADeadProcess_isTakenOverAtOnce_andASilentOneAfterItsLease() throws IOException {
        Path folder = temp.resolve("claims");
        Claimant me = Claimant.me();
        try (Heartbeat heart = new Heartbeat(Duration.ofSeconds(30))) {
            SegmentClaims patient = new SegmentClaims(folder, new DiskClock(temp), heart, Duration.ofMinutes(10));
            assertThat(patient.claim(1)).isTrue();
            assertThat(patient.claim(1)).isFalse();
            patient.release(1);
            assertThat(patient.claim(1)).isTrue();

            Files.writeString(folder.resolve("2.claim"), new Claimant("another", 1, 1).text());
            assertThat(patient.claim(2)).isFalse();
            // The same number of a process, begun at another time: it is not the one that signed.
            Files.writeString(folder.resolve("3.claim"), new Claimant(me.machine(), me.pid(), 7).text());
            assertThat(patient.claim(3)).isEqualTo(!me.machine().isEmpty());

            SegmentClaims hasty = new SegmentClaims(folder, new DiskClock(temp), heart, Duration.ofMillis(300));
            await().atMost(Duration.ofSeconds(30)).until(() -> hasty.claim(2));
        }
    }

    @Test
    void assistant_computesForTheOwner_whatTheOwnerWouldHave() throws Exception {
        Path canonical = canonical("a", 6);
        List<ByteBuffer> alone = bytes(run(request(canonical, "alone", "elsewhere", PLENTY), new Count()));
        SegmentShelf shelf = new SegmentShelf(temp.resolve("shelf"), PLENTY);
        SegmentAssistant assistant =
                new SegmentAssistant(shelf, models::model, (name, sha) -> Optional.of(Path.of(name)));
        assertThat(assistant.assist()).isFalse();

        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch helped = new CountDownLatch(1);
        SeparationModel model = models.model(null);
        SeparationModel waiting = waiting(model, begun, helped);
        CompletableFuture<SeparationResult> owner = CompletableFuture.supplyAsync(
                () -> separator().separate(request(canonical, "out", "shelf", PLENTY), waiting, Progress.NONE),
                threads);
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        int done = 0;
        while (assistant.assist()) {
            done++;
        }
        helped.countDown();
        SeparationResult result = owner.get(60, TimeUnit.SECONDS);

        assertThat(done).isEqualTo(SEGMENTS - 1);
        assertThat(result.computed()).isEqualTo(1);
        assertThat(result.reused()).isEqualTo(SEGMENTS - 1);
        assertThat(bytes(result)).isEqualTo(alone);
        assertThat(shelf.root().resolve("open")).isEmptyDirectory();
        assertThat(assistant.assist()).isFalse();
    }

    @Test
    void assistantWithAnotherModelOfThatName_keepsItsHandsOff() throws Exception {
        Path canonical = canonical("a", 6);
        SegmentShelf shelf = new SegmentShelf(temp.resolve("shelf"), PLENTY);
        TinyModels.gains(temp.resolve("other.onnx"), SEGMENT, 1, 1, 1, 1);
        SegmentAssistant assistant =
                new SegmentAssistant(shelf, name -> models.model("other"), (name, sha) -> Optional.of(Path.of(name)));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch helped = new CountDownLatch(1);
        CompletableFuture<SeparationResult> owner = CompletableFuture.supplyAsync(
                () -> separator()
                        .separate(
                                request(canonical, "out", "shelf", PLENTY),
                                waiting(models.model(null), begun, helped),
                                Progress.NONE),
                threads);
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(assistant.assist()).isFalse();
        helped.countDown();
        assertThat(owner.get(60, TimeUnit.SECONDS).computed()).isEqualTo(SEGMENTS);
    }

    @Test
    void workOrderOfASilentOwner_isClearedAway() throws IOException {
        SegmentShelf shelf = new SegmentShelf(temp.resolve("shelf"), PLENTY, Duration.ofMillis(300));
        Path order = Files.createDirectories(temp.resolve("shelf/open")).resolve("x.json");
        Files.writeString(order, "{}");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> new OpenWork(shelf).list().isEmpty() && !Files.exists(order));
    }

    @Test
    void liveFolder_holdsWhatIsFinal_andEndsAsTheStems() throws IOException {
        Path canonical = canonical("a", 7);
        LiveFolder live = new LiveFolder(temp.resolve("live"));
        live.movePlayHead(9L * STRIDE + 1);
        List<LiveStems> seen = new ArrayList<>();
        SeparationRequest request = request(canonical, "out", "shelf", PLENTY).withLive(live.path());
        SeparationResult result = separator().separate(request, models.model(null), fraction -> {
            try {
                seen.add(live.read());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        LiveStems first = seen.stream()
                .filter(index -> !index.ready().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(first.ready()).hasToString("[FrameRange[from=27648, to=30720]]");
        assertThat(first.finished()).isFalse();
        LiveStems last = Objects.requireNonNull(live.read());
        assertThat(last.finished()).isTrue();
        assertThat(last.stems()).containsExactly("drums", "bass", "other", "vocals");
        assertThat(last.frames()).isEqualTo(FRAMES);
        assertThat(last.ready()).hasToString("[FrameRange[from=0, to=" + FRAMES + "]]");
        for (SeparatedStem stem : result.stems()) {
            assertThat(live.path().resolve(stem.type() + ".f32")).hasBinaryContent(Files.readAllBytes(stem.file()));
        }
        // Where the listener was changed nothing.
        assertThat(bytes(result)).isEqualTo(bytes(run(request(canonical, "plain", "elsewhere", PLENTY), new Count())));
    }

    @Test
    void samplesThatAreNoNumbers_andEmptyAudio_areRefused() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[][] mix = Signals.stereoNoise(1, 0.5, 1000);
            mix[1][999] = bad;
            assertThatThrownBy(() -> run(request(canonical("bad", mix), "out", "shelf", PLENTY), new Count()))
                    .isInstanceOf(AlchemyException.class)
                    .hasMessageContaining("finite numbers");
        }
        assertThatThrownBy(() -> run(request(canonical("none", new float[2][0]), "out", "shelf", PLENTY), new Count()))
                .isInstanceOf(AlchemyException.class)
                .hasMessageContaining("at least one frame");
    }

    /** Its first segment waits until someone has helped. */
    private static SeparationModel waiting(SeparationModel model, CountDownLatch begun, CountDownLatch helped) {
        SeparationModel.Member member = model.members().get(0);
        return new SeparationModel(
                model.name(),
                model.stems(),
                List.of(new SeparationModel.Member(
                        member.name(),
                        member.weights(),
                        () -> new WaitingEngine(member.opener().open(), begun, helped))));
    }

    private void specialists() throws IOException {
        for (String stem : List.of("drums", "bass", "other", "vocals")) {
            TinyModels.gains(temp.resolve(stem + ".onnx"), SEGMENT, 0.1f, 0.2f, 0.3f, (stem.length() + 1) / 10f);
        }
        Files.writeString(
                temp.resolve("bag.json"),
                "{\"models\": [\"drums.onnx\", \"bass.onnx\", \"other.onnx\", \"vocals.onnx\"],"
                        + " \"weights\": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]}");
    }

    private SeparationResult run(SeparationRequest request, Count count) {
        SeparationModel model = models.model(request.options().model());
        return separator().separate(request, count.of(model), Progress.NONE);
    }

    private TrackSeparator separator() {
        return new TrackSeparator(models, (f32, target, format, depth, gain, progress) -> {
            try {
                Files.copy(f32, target);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static SeparationOptions floats() {
        return new SeparationOptions(null, List.of(), null, AudioFormat.WAV, BitDepth.F32);
    }

    private SeparationRequest request(Path canonical, String out, String shelf, long budget) {
        return request(canonical, out, shelf, budget, floats());
    }

    private SeparationRequest request(
            Path canonical, String out, String shelf, long budget, SeparationOptions options) {
        return new SeparationRequest(
                canonical, null, options, temp.resolve(out), new SegmentShelf(temp.resolve(shelf), budget));
    }

    private Path canonical(String name, int seed) {
        return canonical(name, Signals.stereoNoise(seed, 0.8, FRAMES));
    }

    private Path canonical(String name, float[][] samples) {
        Path file = temp.resolve(name + ".f32");
        try (F32Writer writer = new F32Writer(file, 2)) {
            writer.write(samples, 0, samples[0].length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private List<Path> places() throws IOException {
        try (Stream<Path> places = Files.list(temp.resolve("shelf"))) {
            return places.filter(place -> place.getFileName().toString().length() == 64)
                    .toList();
        }
    }

    private long bytesOnShelf() throws IOException {
        long bytes = 0;
        for (Path place : places()) {
            bytes += ShelfPlace.look(place, 0, Duration.ZERO).bytes();
        }
        return bytes;
    }

    private static List<ByteBuffer> bytes(SeparationResult result) throws IOException {
        List<ByteBuffer> contents = new ArrayList<>();
        for (SeparatedStem stem : result.stems()) {
            contents.add(ByteBuffer.wrap(Files.readAllBytes(stem.file())));
        }
        return contents;
    }
}
