package io.soundforge.alchemy.audio.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.SessionSettings;
import io.soundforge.alchemy.audio.inference.TinyModels;
import io.soundforge.alchemy.audio.separation.CountingEngine.Count;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.OtherMethod;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.pcm.F32File;
import io.soundforge.alchemy.dsp.pcm.F32Writer;
import io.soundforge.alchemy.dsp.separation.SegmentPlan;
import io.soundforge.alchemy.dsp.separation.Tiling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encoding is replaced by a copy here; see TrackSeparatorFilesTest for the files that listeners get. */
class TrackSeparatorTest {
    private static final int SEGMENT = 4096;
    private static final int FRAMES = 10 * SEGMENT + 123;
    private static final int SEGMENTS = new SegmentPlan(FRAMES, Tiling.demucs(SEGMENT)).count();

    @TempDir
    Path temp;

    private ModelRegistry models;
    private final List<Double> gains = new ArrayList<>();

    @BeforeEach
    void openRegistry() {
        models = new ModelRegistry(temp, "tiny", new SessionSettings(1));
    }

    @AfterEach
    void closeRegistry() {
        models.close();
    }

    @Test
    void identityModel_givesStemsThatSumToTheMix() throws IOException {
        TinyModels.identity(temp.resolve("tiny.onnx"), 4, SEGMENT);
        float[][] mix = Signals.stereoNoise(1, 0.9, FRAMES);
        List<Double> told = new ArrayList<>();
        SeparationResult result = separator().separate(request(canonical(mix), floats()), told::add);

        assertThat(result.stems()).extracting(SeparatedStem::type).containsExactly("drums", "bass", "other", "vocals");
        float[][] sum = new float[2][FRAMES];
        for (SeparatedStem stem : result.stems()) {
            float[][] samples = samples(stem);
            for (int channel = 0; channel < 2; channel++) {
                for (int i = 0; i < FRAMES; i++) {
                    sum[channel][i] += samples[channel][i];
                }
            }
        }
        assertThat(largestDifference(sum, mix)).isLessThan(1e-6f);
        // Only the rounding of floats is left: 24 bits are 144 dB.
        assertThat(result.residualDb()).isLessThan(-130);
        assertThat(result.gain()).isEqualTo(1);
        assertThat(result.model()).isEqualTo("tiny");
        assertThat(result.fingerprint()).startsWith("onnxruntime-");
        assertThat(told).isSorted().last().isEqualTo(1.0);
        assertThat(told).anyMatch(fraction -> fraction > 0.84 && fraction < 0.86);
        assertThat(names(temp.resolve("out"))).containsExactly("bass.wav", "drums.wav", "other.wav", "vocals.wav");
    }

    @Test
    void brokenRun_continuesWhereItStopped_withTheSameBytes() throws IOException {
        TinyModels.gains(temp.resolve("tiny.onnx"), SEGMENT, 0.3f, 0.1f, 0.2f, 0.4f);
        Path canonical = canonical(Signals.stereoNoise(2, 0.9, FRAMES));
        List<ByteBuffer> whole =
                bytes(separator().separate(request(canonical, floats(), "other segments"), Progress.NONE));
        clearOutputs();

        assertThatThrownBy(() -> run(canonical, 3)).hasMessageContaining("on purpose");
        assertThat(temp.resolve("out")).isEmptyDirectory();
        assertThatThrownBy(() -> run(canonical, 5)).hasMessageContaining("on purpose");
        Count rest = new Count();
        SeparationResult result = run(canonical, rest);

        assertThat(rest.segments()).isEqualTo(SEGMENTS - 8);
        assertThat(bytes(result)).isEqualTo(whole);
    }

    @Test
    void damagedSegments_areComputedAgain() throws IOException {
        TinyModels.gains(temp.resolve("tiny.onnx"), SEGMENT, 0.3f, 0.1f, 0.2f, 0.4f);
        Path canonical = canonical(Signals.stereoNoise(2, 0.9, FRAMES));
        List<ByteBuffer> first = bytes(run(canonical, new Count()));
        List<Path> segments = segmentFiles();
        assertThat(segments).hasSize(4 * SEGMENTS);
        Files.write(segments.get(2), new byte[100]);
        byte[] flipped = Files.readAllBytes(segments.get(9));
        flipped[flipped.length / 2] ^= 0x40;
        Files.write(segments.get(9), flipped);
        Files.delete(segments.get(17));

        Count again = new Count();
        assertThat(bytes(run(canonical, again))).isEqualTo(first);
        assertThat(again.segments()).isEqualTo(3);
    }

    @Test
    void sameAudioElsewhere_findsItsSegments_andAnotherModelDoesNot() throws IOException {
        TinyModels.identity(temp.resolve("tiny.onnx"), 4, SEGMENT);
        Path canonical = canonical(Signals.stereoNoise(4, 0.5, FRAMES));
        run(canonical, new Count());
        Path copy = Files.copy(canonical, temp.resolve("copy.f32"));
        Count same = new Count();
        run(copy, same);
        assertThat(same.segments()).isZero();

        models.close();
        openRegistry();
        TinyModels.gains(temp.resolve("tiny.onnx"), SEGMENT, 1, 1, 1, 1);
        Count other = new Count();
        run(canonical, other);
        assertThat(other.segments()).isEqualTo(SEGMENTS);
    }

    @Test
    void cancelledRun_leavesOnlyFinishedSegments() throws IOException {
        TinyModels.identity(temp.resolve("tiny.onnx"), 4, SEGMENT);
        Path canonical = canonical(Signals.stereoNoise(4, 0.5, FRAMES));
        for (double limit : new double[] {0.3, 0.9}) {
            Progress impatient = fraction -> {
                if (fraction > limit) {
                    throw new CancellationException();
                }
            };
            assertThatThrownBy(() -> separator().separate(request(canonical, floats()), impatient))
                    .isInstanceOf(CancellationException.class);
            assertThat(temp.resolve("out")).isEmptyDirectory();
            assertThat(segmentFiles()).isNotEmpty();
            assertThat(filesOnTheShelf()).allMatch(file -> file.endsWith(".f32") || file.endsWith("/used"));
        }
        Count rest = new Count();
        run(canonical, rest);
        assertThat(rest.segments()).isZero();
    }

    @Test
    void failedEncoding_leavesEarlierStemsUntouched() throws IOException {
        TinyModels.identity(temp.resolve("tiny.onnx"), 4, SEGMENT);
        Path canonical = canonical(Signals.stereoNoise(4, 0.5, FRAMES));
        List<ByteBuffer> before = bytes(run(canonical, new Count()));
        TrackSeparator failing = new TrackSeparator(models, (f32, target, format, depth, gain, progress) -> {
            if (target.toString().contains("other")) {
                throw new AlchemyException(ErrorCode.TIMEOUT, "the encoder stands still");
            }
            copy(f32, target, progress);
        });
        TinyModels.gains(temp.resolve("tiny.onnx"), SEGMENT, 1, 1, 1, 1);
        assertThatThrownBy(() -> failing.separate(request(canonical, floats()), Progress.NONE))
                .hasMessageContaining("stands still");
        assertThat(names(temp.resolve("out"))).containsExactly("bass.wav", "drums.wav", "other.wav", "vocals.wav");
        assertThat(ByteBuffer.wrap(Files.readAllBytes(temp.resolve("out/drums.wav"))))
                .isEqualTo(before.get(0));
    }

    @Test
    void remainsOfAKilledRun_areCleared() throws IOException {
        TinyModels.identity(temp.resolve("tiny.onnx"), 4, SEGMENT);
        Path remains = Files.createDirectories(temp.resolve("out/.separating"));
        Files.write(remains.resolve("vocals.f32"), new byte[8]);
        Files.write(remains.resolve("unheard-of.f32"), new byte[8]);
        run(canonical(Signals.stereoNoise(4, 0.5, 1000)), new Count());
        assertThat(names(temp.resolve("out"))).containsExactly("bass.wav", "drums.wav", "other.wav", "vocals.wav");
    }

    @Test
    void onlyTheWantedStems_areWritten_inTheModelsOrder() throws IOException {
        TinyModels.identity(temp.resolve("tiny.onnx"), 6, SEGMENT);
        SeparationOptions options =
                new SeparationOptions(null, List.of("piano", "bass", "piano"), null, AudioFormat.MP3, BitDepth.I24);
        SeparationResult result =
                separator().separate(request(canonical(Signals.stereoNoise(4, 0.5, 1000)), options), Progress.NONE);
        assertThat(result.stems()).extracting(SeparatedStem::type).containsExactly("bass", "piano");
        assertThat(names(temp.resolve("out"))).containsExactly("bass.mp3", "piano.mp3");
        assertThat(result.stems()).allSatisfy(stem -> assertThat(stem.bytes()).isEqualTo(Files.size(stem.file())));
    }

    @Test
    void stemsLeftOut_areNotWritten_andThoseTheModelLacksMatterNot() throws IOException {
        TinyModels.identity(temp.resolve("tiny.onnx"), 4, SEGMENT);
        SeparationOptions options = floats().allBut(List.of("vocals", "piano"));
        SeparationResult result =
                separator().separate(request(canonical(Signals.stereoNoise(4, 0.5, 1000)), options), Progress.NONE);
        assertThat(result.stems()).extracting(SeparatedStem::type).containsExactly("drums", "bass", "other");
        assertThat(names(temp.resolve("out"))).containsExactly("bass.wav", "drums.wav", "other.wav");
    }

    @Test
    void allStemsLeftOut_isRefusedWithThoseTheModelHas() {
        TinyModels.identity(temp.resolve("tiny.onnx"), 4, SEGMENT);
        SeparationOptions options = floats().allBut(List.of("drums", "bass", "other", "vocals"));
        assertThatThrownBy(() -> separator()
                        .separate(request(canonical(Signals.stereoNoise(4, 0.5, 1000)), options), Progress.NONE))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining("drums, bass, other, vocals");
    }

    @Test
    void twoStems_areTheStemAndTheMixWithoutIt() throws IOException {
        TinyModels.gains(temp.resolve("tiny.onnx"), SEGMENT, 0.7f, 0.6f, 0.5f, 0.3f);
        float[][] mix = Signals.stereoNoise(9, 0.8, FRAMES);
        SeparationOptions options = new SeparationOptions(null, List.of(), "vocals", AudioFormat.WAV, BitDepth.F32);
        SeparationResult result = separator().separate(request(canonical(mix), options), Progress.NONE);
        assertThat(result.stems()).extracting(SeparatedStem::type).containsExactly("vocals", "no_vocals");
        float[][] vocals = samples(result.stems().get(0));
        float[][] rest = samples(result.stems().get(1));
        float[][] expected = new float[2][FRAMES];
        for (int channel = 0; channel < 2; channel++) {
            for (int i = 0; i < FRAMES; i++) {
                expected[channel][i] = mix[channel][i] - vocals[channel][i];
            }
        }
        assertThat(rest).isDeepEqualTo(expected);
        // The stems sum to 2.1 mixes (but for the mean, which is shared out): 20·log10(1.1) = 0.83 dB above the mix.
        assertThat(result.residualDb()).isCloseTo(0.83, within(0.02));
    }

    @Test
    void twoStemsByAdding_areTheStemAndTheSumOfTheOthers() throws IOException {
        TinyModels.gains(temp.resolve("tiny.onnx"), SEGMENT, 0.7f, 0.6f, 0.5f, 0.3f);
        Path canonical = canonical(Signals.stereoNoise(9, 0.8, FRAMES));
        List<float[][]> all = new ArrayList<>();
        for (SeparatedStem stem : separator()
                .separate(request(canonical, floats()), Progress.NONE)
                .stems()) {
            all.add(samples(stem));
        }
        SeparationResult result = separator().separate(request(canonical, split(OtherMethod.ADD)), Progress.NONE);

        assertThat(result.stems()).extracting(SeparatedStem::type).containsExactly("vocals", "no_vocals");
        assertThat(samples(result.stems().get(0))).isDeepEqualTo(all.get(3));
        float[][] rest = samples(result.stems().get(1));
        float[][] expected = new float[2][FRAMES];
        for (int channel = 0; channel < 2; channel++) {
            for (int i = 0; i < FRAMES; i++) {
                expected[channel][i] =
                        (float) ((double) all.get(0)[channel][i] + all.get(1)[channel][i] + all.get(2)[channel][i]);
            }
        }
        assertThat(rest).isDeepEqualTo(expected);
    }

    @Test
    void twoStemsWithoutTheRest_areOneFile() throws IOException {
        TinyModels.identity(temp.resolve("tiny.onnx"), 4, SEGMENT);
        Path canonical = canonical(Signals.stereoNoise(9, 0.8, FRAMES));

        SeparationResult result = separator().separate(request(canonical, split(OtherMethod.NONE)), Progress.NONE);

        assertThat(result.stems()).extracting(SeparatedStem::type).containsExactly("vocals");
        assertThat(names(temp.resolve("out"))).containsExactly("vocals.wav");
    }

    @Test
    void stemOfABag_isTheSameWithoutTheSpecialistsThatNobodyWants() throws IOException {
        specialists();
        float[][] mix = Signals.stereoNoise(15, 0.5, FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            mix[1][i] += 0.2f;
        }
        Path canonical = canonical(mix);
        List<ByteBuffer> whole = bytes(separator().separate(request(canonical, floats(), "all"), Progress.NONE));
        clearOutputs();
        Files.delete(temp.resolve("bass.onnx"));
        TinyModels.notANumberWhenLoud(temp.resolve("bass.onnx"), SEGMENT);
        SeparationOptions vocals =
                new SeparationOptions("tiny", List.of("vocals"), null, AudioFormat.WAV, BitDepth.F32);
        SeparationResult alone = separator().separate(request(canonical, vocals, "one"), Progress.NONE);
        assertThat(names(temp.resolve("out"))).containsExactly("vocals.wav");
        assertThat(bytes(alone).get(0)).isEqualTo(whole.get(3));
        // What the other stems would have been is not known.
        assertThat(alone.residualDb()).isNull();
    }

    @Test
    void shiftedSeparation_hasItsOwnSegments_andTheSameBytesAgain() throws IOException {
        TinyModels.gains(temp.resolve("tiny.onnx"), SEGMENT, 0.3f, 0.1f, 0.2f, 0.4f);
        Path canonical = canonical(Signals.stereoNoise(16, 0.5, FRAMES));
        List<ByteBuffer> once = bytes(shifted(canonical, 2));
        int files = segmentFiles().size();
        assertThat(files).isGreaterThan(4 * 2 * SEGMENTS);
        SeparationResult again = shifted(canonical, 2);
        assertThat(bytes(again)).isEqualTo(once);
        assertThat(again.computed()).isZero();
        // The places of three passes are those of two, and another one.
        assertThat(shifted(canonical, 3).computed()).isLessThanOrEqualTo(SEGMENTS + 6);
    }

    private SeparationResult shifted(Path canonical, int shifts) {
        return separator().separate(request(canonical, floats().withShifts(shifts)), Progress.NONE);
    }

    /** A bag in which each specialist gives a quarter of the mix. */
    private void specialists() throws IOException {
        List<String> stems = List.of("drums", "bass", "other", "vocals");
        for (String stem : stems) {
            TinyModels.identity(temp.resolve(stem + ".onnx"), 4, SEGMENT);
        }
        Files.writeString(
                temp.resolve("tiny.json"),
                "{\"models\": [\"drums.onnx\", \"bass.onnx\", \"other.onnx\", \"vocals.onnx\"],"
                        + " \"weights\": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]}");
    }

    private static SeparationOptions split(OtherMethod method) {
        return new SeparationOptions(null, List.of(), "vocals", AudioFormat.WAV, BitDepth.F32, method);
    }

    @Test
    void stemThatTheModelDoesNotHave_isRefusedWithThoseItHas() {
        TinyModels.identity(temp.resolve("tiny.onnx"), 4, SEGMENT);
        for (SeparationOptions options : List.of(
                new SeparationOptions(null, List.of("vocals", "piano"), null, AudioFormat.WAV, BitDepth.I16),
                new SeparationOptions(null, List.of(), "piano", AudioFormat.WAV, BitDepth.I16))) {
            assertThatThrownBy(() -> separator()
                            .separate(request(canonical(Signals.stereoNoise(4, 0.5, 1000)), options), Progress.NONE))
                    .isInstanceOfSatisfying(
                            AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                    .hasMessageContainingAll("'piano'", "drums, bass, other, vocals");
        }
    }

    @Test
    void loudStem_lowersAllAlike_butNotInFloat() throws IOException {
        TinyModels.gains(temp.resolve("tiny.onnx"), SEGMENT, 2, 0.1f, 0.1f, 0.1f);
        Path canonical = canonical(new float[][] {
            Signals.sine(441, 0.8, FRAMES, 44_100), Signals.sine(441, -0.8, FRAMES, 44_100),
        });
        SeparationOptions integers = new SeparationOptions(null, List.of(), null, AudioFormat.FLAC, BitDepth.I24);
        SeparationResult result = separator().separate(request(canonical, integers), Progress.NONE);
        assertThat(result.gain()).isCloseTo(1 / 1.6, within(1e-4));
        assertThat(gains).hasSize(4).containsOnly(result.gain());
        assertThat(separator()
                        .separate(request(canonical, floats()), Progress.NONE)
                        .gain())
                .isEqualTo(1);
    }

    @Test
    void shortestTracks_keepTheirLength() throws IOException {
        TinyModels.identity(temp.resolve("tiny.onnx"), 4, SEGMENT);
        for (int frames : new int[] {1, 2, 3071, 3072, 3073, 4095, 4096, 4097}) {
            float[][] mix = Signals.stereoNoise(frames, 0.9, frames);
            SeparationResult result = separator().separate(request(canonical(mix), floats()), Progress.NONE);
            float[][] vocals = samples(result.stems().get(3));
            assertThat(vocals[0]).hasSize(frames);
            assertThat(4 * vocals[1][frames - 1]).isCloseTo(mix[1][frames - 1], within(1e-6f));
        }
    }

    @Test
    void silence_staysSilence() throws IOException {
        TinyModels.identity(temp.resolve("tiny.onnx"), 4, SEGMENT);
        SeparationResult result =
                separator().separate(request(canonical(new float[2][FRAMES]), floats()), Progress.NONE);
        assertThat(samples(result.stems().get(0))).isDeepEqualTo(new float[2][FRAMES]);
        assertThat(result.residualDb()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void unknownModel_isRefusedBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> separator()
                        .separate(request(canonical(new float[2][100]), SeparationOptions.defaults()), Progress.NONE))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_MODEL));
        assertThat(temp.resolve("out")).doesNotExist();
    }

    private SeparationResult run(Path canonical, int breakAfter) {
        return run(canonical, new Count(breakAfter));
    }

    private SeparationResult run(Path canonical, Count count) {
        return separator().separate(request(canonical, floats()), count.of(models.model(null)), Progress.NONE);
    }

    private TrackSeparator separator() {
        return new TrackSeparator(models, (f32, target, format, depth, gain, progress) -> {
            gains.add(gain);
            copy(f32, target, progress);
        });
    }

    private static void copy(Path f32, Path target, Progress progress) {
        try {
            progress.at(0.5);
            Files.copy(f32, target);
            progress.at(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SeparationRequest request(Path canonical, SeparationOptions options) {
        return request(canonical, options, "segments");
    }

    private SeparationRequest request(Path canonical, SeparationOptions options, String segments) {
        return new SeparationRequest(
                canonical, null, options, temp.resolve("out"), new SegmentShelf(temp.resolve(segments), 1L << 40));
    }

    private static SeparationOptions floats() {
        return new SeparationOptions(null, List.of(), null, AudioFormat.WAV, BitDepth.F32);
    }

    private Path canonical(float[][] samples) {
        Path file = temp.resolve("canonical.f32");
        try (F32Writer writer = new F32Writer(file, 2)) {
            writer.write(samples, 0, samples[0].length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static float[][] samples(SeparatedStem stem) throws IOException {
        try (F32File file = new F32File(stem.file(), 44_100, 2)) {
            float[][] samples = new float[2][(int) file.frames()];
            file.read(0, samples, 0, samples[0].length);
            return samples;
        }
    }

    private static float largestDifference(float[][] one, float[][] other) {
        float largest = 0;
        for (int channel = 0; channel < 2; channel++) {
            for (int i = 0; i < one[channel].length; i++) {
                largest = Math.max(largest, Math.abs(one[channel][i] - other[channel][i]));
            }
        }
        return largest;
    }

    private static List<ByteBuffer> bytes(SeparationResult result) throws IOException {
        List<ByteBuffer> contents = new ArrayList<>();
        for (SeparatedStem stem : result.stems()) {
            contents.add(ByteBuffer.wrap(Files.readAllBytes(stem.file())));
        }
        return contents;
    }

    private void clearOutputs() throws IOException {
        for (String name : names(temp.resolve("out"))) {
            Files.delete(temp.resolve("out").resolve(name));
        }
    }

    private List<Path> segmentFiles() throws IOException {
        try (Stream<Path> files = Files.walk(temp.resolve("segments"))) {
            return files.filter(file -> file.toString().endsWith(".f32"))
                    .sorted()
                    .toList();
        }
    }

    private List<String> filesOnTheShelf() throws IOException {
        try (Stream<Path> files = Files.walk(temp.resolve("segments"))) {
            return files.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .filter(file -> !file.endsWith(".clock"))
                    .toList();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
