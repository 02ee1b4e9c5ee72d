package io.soundforge.alchemy.audio.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in memory, and that equal runs give equal bytes whoever else runs. */
class SharedSessionTest {
    private static final int FRAMES = 32_768;
    private static final SessionSettings ONE_CORE = new SessionSettings(1);
    private static final SessionSettings TWO_CORES = new SessionSettings(2);

    @TempDir
    Path folder;

    private final Deque<Runnable> idleTooLong = new ArrayDeque<>();
    private final WarmEngines engines = new WarmEngines(ONE_CORE, idleTooLong::add);
    private int modelsBefore;
    private int tensorsBefore;

    @BeforeEach
    void count() {
        modelsBefore = LoadedModel.inMemory();
        tensorsBefore = PinnedTensor.inUse();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        engines.close();
        assertThat(models()).isZero();
        assertThat(PinnedTensor.inUse() - tensorsBefore).isZero();
    }

    private int models() {
        return LoadedModel.inMemory() - modelsBefore;
    }

    @Test
    void enginesForOneFileAndOneSetting_shareOneModel() {
        Path model = model("a");
        OnnxSegmentEngine one = OnnxSegmentEngine.open(model, ONE_CORE);
        try (OnnxSegmentEngine two = OnnxSegmentEngine.open(model, ONE_CORE)) {
            assertThat(models()).isEqualTo(1);
            assertThat(two.fingerprint()).isEqualTo(one.fingerprint());
            one.close();
            assertThat(separated(two)).isDeepEqualTo(alone(model, ONE_CORE));
        }
    }

    @Test
    void otherSettings_areAnotherModel() {
        Path model = model("a");
        try (OnnxSegmentEngine one = OnnxSegmentEngine.open(model, ONE_CORE);
                OnnxSegmentEngine two = OnnxSegmentEngine.open(model, TWO_CORES)) {
            assertThat(models()).isEqualTo(2);
            assertThat(two.fingerprint()).isNotEqualTo(one.fingerprint());
        }
    }

    @Test
    void modelThatFailed_isLoadedAnewForTheNextOne() {
        Path model = TinyModels.notANumberWhenLoud(folder.resolve("a.onnx"), FRAMES);
        try (OnnxSegmentEngine failing = OnnxSegmentEngine.open(model, ONE_CORE)) {
            float[][] loud = new float[2][FRAMES];
            loud[0][0] = 3;
            assertThatThrownBy(() -> failing.separate(loud, new float[4][2][FRAMES]))
                    .isInstanceOf(AlchemyException.class);
        }
        assertThat(models()).isZero();
        assertThat(PinnedTensor.inUse() - tensorsBefore).isZero();
    }

    @Test
    void refusedModel_leavesNothingInMemory() {
        Path model = TinyModels.notANumberForSilence(folder.resolve("a.onnx"), FRAMES);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> OnnxSegmentEngine.open(model, ONE_CORE)).isInstanceOf(AlchemyException.class);
        }
        assertThat(models()).isZero();
    }

    @Test
    void engineThatCameBack_staysUntilItWasIdleForTooLong() {
        borrow("a").close();
        assertThat(models()).isEqualTo(1);
        idleTooLong.remove().run();
        assertThat(models()).isZero();
    }

    @Test
    void engineThatIsLentAgain_outlivesTheEndOfItsFirstRest() {
        borrow("a").close();
        try (SegmentEngine again = borrow("a")) {
            idleTooLong.remove().run();
            assertThat(models()).isEqualTo(1);
            assertThat(again.stems()).hasSize(4);
        }
        assertThat(models()).isEqualTo(1);
    }

    @Test
    void idleModel_makesRoomBeforeAnotherOneIsLoaded() {
        borrow("a").close();
        try (SegmentEngine other = borrow("b")) {
            assertThat(other.stems()).hasSize(4);
            assertThat(models()).isEqualTo(1);
        }
    }

    @Test
    void manyOpens_keepTheNumberOfTensorsSmall() {
        Path model = model("a");
        for (int round = 0; round < 20; round++) {
            List<SegmentEngine> lent = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                lent.add(engines.borrow(model, ModelForm.ONNX));
            }
            lent.forEach(SegmentEngine::close);
            assertThat(models()).isEqualTo(1);
            // Three engines with an input and an output each; no fourth one was ever needed.
            assertThat(PinnedTensor.inUse() - tensorsBefore).isEqualTo(6);
        }
    }

    @Test
    void concurrentRunsOfOneModel_giveTheBytesOfARunAlone() throws Exception {
        Path model = model("a");
        for (SessionSettings settings : List.of(ONE_CORE, TWO_CORES)) {
            float[][][] alone = alone(model, settings);
            assertThat(alone(model, settings)).as("in a new session").isDeepEqualTo(alone);
            int count = 3;
            CyclicBarrier start = new CyclicBarrier(count);
            ExecutorService threads = Executors.newFixedThreadPool(count);
            try {
                List<Future<float[][][]>> results = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    results.add(threads.submit(() -> {
                        try (OnnxSegmentEngine engine = OnnxSegmentEngine.open(model, settings)) {
                            start.await(60, TimeUnit.SECONDS);
                            separated(engine);
                            return separated(engine);
                        }
                    }));
                }
                for (Future<float[][][]> result : results) {
                    assertThat(result.get(60, TimeUnit.SECONDS)).isDeepEqualTo(alone);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private SegmentEngine borrow(String name) {
        Path file = folder.resolve(name + ".onnx");
        return engines.borrow(file.toFile().exists() ? file : model(name), ModelForm.ONNX);
    }

    private Path model(String name) {
        return TinyModels.withLongSums(folder.resolve(name + ".onnx"), FRAMES);
    }

    private static float[][][] alone(Path model, SessionSettings settings) {
        try (OnnxSegmentEngine engine = OnnxSegmentEngine.open(model, settings)) {
            return separated(engine);
        }
    }

    private static float[][][] separated(SegmentEngine engine) {
        float[][][] stems = new float[4][2][FRAMES];
        engine.separate(Signals.stereoNoise(1, 0.9, FRAMES), stems);
        return stems;
    }
}
