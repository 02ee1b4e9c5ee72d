package io.soundforge.alchemy.dsp.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.pcm.ArrayPcm;
import io.soundforge.alchemy.dsp.pcm.PcmSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentedSeparationTest {
    private static final int SEGMENT = 34_398;
    private static final int STRIDE = 25_798;

    @ParameterizedTest
    @ValueSource(
            ints = {1, 1000, SEGMENT - 1, SEGMENT, SEGMENT + 1, STRIDE, STRIDE + 1, 2 * STRIDE, 2 * STRIDE + 1, 400_001
            })
    void identityEngine_sumsToTheMix(int frames) throws IOException {
        float[][] mix = offset(Signals.stereoNoise(7, 0.9, frames), 0.05f);
        Stems stems = new Stems(4, frames);

        run(StubEngine.identity(SEGMENT), mix, stems);

        assertThat(stems.next).isEqualTo(frames);
        // Four roundings of values below 1, each at most 6e-8.
        assertThat(Stems.largestDifference(stems.sum(), mix)).isLessThan(1e-6);
    }

    @ParameterizedTest
    @ValueSource(ints = {343_979, 343_980, 343_981, 257_985, 257_986, 1_400_000})
    void identityEngine_atTheSegmentLengthOfDemucs_sumsToTheMix(int frames) throws IOException {
        float[][] mix = Signals.stereoNoise(8, 0.9, frames);
        Stems stems = new Stems(4, frames);

        run(StubEngine.identity(343_980), mix, stems);

        assertThat(Stems.largestDifference(stems.sum(), mix)).isLessThan(1e-6);
    }

    @Test
    void quietTrack_keepsItsLevel() throws IOException {
        float[][] mix = Signals.stereoNoise(9, 1e-6, 60_000);
        Stems stems = new Stems(4, 60_000);

        run(StubEngine.identity(SEGMENT), mix, stems);

        assertThat(Stems.largestDifference(stems.sum(), mix)).isLessThan(1e-12);
    }

    @Test
    void engine_seesATrackOfZeroMeanAndUnitDeviation() throws IOException {
        float[][] mix = offset(Signals.stereoNoise(10, 0.01, SEGMENT), 0.3f);
        float[][] seen = new float[2][];
        SegmentEngine engine = watching(StubEngine.identity(SEGMENT), seen, true);

        run(engine, mix, new Stems(4, SEGMENT));

        TrackStatistics statistics = TrackStatistics.of(new ArrayPcm(seen, 44_100));
        assertThat(statistics.mean()).isCloseTo(0, within(1e-6));
        // The constant 1e-8 under the division moves the deviation by about 1e-6 here.
        assertThat(statistics.std()).isCloseTo(1, within(1e-5));
    }

    @Test
    void engineThatWantsTheTrackAsItIs_getsEveryBit() throws IOException {
        float[][] mix = offset(Signals.stereoNoise(11, 0.5, SEGMENT), 0.3f);
        float[][] seen = new float[2][];

        run(watching(StubEngine.identity(SEGMENT), seen, false), mix, new Stems(4, SEGMENT));

        assertThat(seen).isEqualTo(mix);
    }

    @Test
    void shortChunk_isCentredBetweenItsRealNeighbours() throws IOException {
        int frames = STRIDE + 101;
        float[][] mix = Signals.stereoNoise(12, 0.5, frames);
        List<float[]> seen = new ArrayList<>();
        SegmentEngine engine = new Wrapper(StubEngine.identity(SEGMENT), false) {
            @Override
            public void separate(float[][] window, float[][][] stems) {
                seen.add(window[0].clone());
                super.separate(window, stems);
            }
        };

        run(engine, mix, new Stems(4, frames));

        float[] last = seen.get(1);
        int lead = (SEGMENT - 101) / 2;
        for (int i = 0; i < SEGMENT; i++) {
            int position = STRIDE - lead + i;
            assertThat(last[i]).isEqualTo(position >= 0 && position < frames ? mix[0][position] : 0f);
        }
    }

    @Test
    void crossFade_isLinearOverTheOverlap() throws IOException {
        float[][] mix = {Signals.constant(1, 3 * STRIDE), Signals.constant(1, 3 * STRIDE)};
        Stems stems = new Stems(1, 3 * STRIDE);
        int[] call = {0};
        SegmentEngine steps = new Wrapper(new StubEngine(SEGMENT, 1), false) {
            @Override
            public List<String> stems() {
                return List.of("step");
            }

            @Override
            public void separate(float[][] window, float[][][] output) {
                output[0] = new float[][] {Signals.constant(call[0], SEGMENT), Signals.constant(call[0], SEGMENT)};
                call[0]++;
            }
        };

        run(steps, mix, stems);

        int overlap = SEGMENT - STRIDE;
        for (int i = 0; i < overlap; i++) {
            // Weights fall from `overlap` and rise from 1.
            double expected = (i + 1.0) / (overlap - i + i + 1);
            assertThat((double) stems.samples[0][0][STRIDE + i]).isCloseTo(expected, within(1e-6));
        }
        assertThat(stems.samples[0][0][STRIDE - 1]).isEqualTo(0f);
        assertThat(stems.samples[0][0][SEGMENT]).isEqualTo(1f);
    }

    @Test
    void interruptedRun_resumesToTheSameBytesAndComputesNothingTwice() throws IOException {
        int frames = 7 * STRIDE + 123;
        float[][] mix = Signals.stereoNoise(13, 0.8, frames);
        Stems whole = new Stems(4, frames);
        run(engine(), mix, whole);

        for (int failAt = 0; failAt < 8; failAt++) {
            MemorySegments store = new MemorySegments();
            StubEngine first = engine();
            int stop = failAt;
            assertThatThrownBy(() -> run(failingAt(first, stop), store, mix, new Stems(4, frames)))
                    .isInstanceOf(SegmentFailure.class)
                    .hasMessage("segment " + (stop + 1) + " of 8: the machine went away");
            StubEngine second = engine();
            Stems resumed = new Stems(4, frames);

            run(second, store, mix, resumed);

            assertThat(second.calls).isEqualTo(8 - failAt);
            assertThat(resumed.samples).isEqualTo(whole.samples);
        }
    }

    @Test
    void storedSegments_areChunksAtTheLevelOfTheTrack() throws IOException {
        int frames = STRIDE + 50;
        float[][] mix = offset(Signals.stereoNoise(14, 0.5, frames), 0.1f);
        MemorySegments store = new MemorySegments();

        run(new StubEngine(SEGMENT, 1, 0, 0, 0), store, mix, new Stems(4, frames));

        assertThat(kept(store, 0, 0)[0]).hasSize(STRIDE + 50);
        assertThat(kept(store, 1, 0)[0]).hasSize(50);
        float mean = (float) TrackStatistics.of(new ArrayPcm(mix, 44_100)).mean();
        // A gain of 1 gives back the mix but for the shared mean: a quarter of it instead of all.
        assertThat((double) kept(store, 1, 0)[1][7]).isCloseTo(mix[1][STRIDE + 7] - 0.75 * mean, within(1e-6));
    }

    @Test
    void storedSegment_isWhatIsHeard() throws IOException {
        float[][] mix = Signals.stereoNoise(15, 0.5, STRIDE);
        MemorySegments store = new MemorySegments();
        for (int row = 0; row < 4; row++) {
            store.save(0, row, new float[2][STRIDE]);
        }
        StubEngine engine = engine();
        Stems stems = new Stems(4, STRIDE);

        run(engine, store, mix, stems);

        assertThat(engine.calls).isZero();
        assertThat(stems.samples).isEqualTo(new float[4][2][STRIDE]);
    }

    @ParameterizedTest
    @ValueSource(floats = {0f, 0.1f, -0.7f, 100f})
    void constantSignal_staysFiniteAndSumsToItself(float value) throws IOException {
        float[][] mix = {Signals.constant(value, 60_000), Signals.constant(value, 60_000)};
        Stems stems = new Stems(4, 60_000);

        run(StubEngine.identity(SEGMENT), mix, stems);

        assertThat(Stems.largestDifference(stems.sum(), mix)).isLessThanOrEqualTo(1e-6 * Math.max(1, Math.abs(value)));
    }

    @Test
    void impulse_staysInPlace() throws IOException {
        float[][] mix = {Signals.impulse(STRIDE + 3, 1, 60_000), Signals.impulse(STRIDE + 3, 1, 60_000)};
        Stems stems = new Stems(4, 60_000);

        run(StubEngine.identity(SEGMENT), mix, stems);

        assertThat(Stems.largestDifference(stems.sum(), mix)).isLessThan(1e-6);
    }

    @Test
    void regions_areOnePerSegmentAndProgressReachesOne() throws IOException {
        List<Double> seen = new ArrayList<>();
        Stems stems = new Stems(4, 3 * STRIDE);

        SeparationInMemory.run(engine(), new ArrayPcm(new float[2][3 * STRIDE], 44_100), stems, seen::add);

        assertThat(stems.regions).isEqualTo(3);
        assertThat(stems.inOrder).isTrue();
        assertThat(seen).containsExactly(1 / 3.0, 2 / 3.0, 1.0);
    }

    @Test
    void cancellationFromProgress_passesThroughAfterTheSegmentIsStored() {
        MemorySegments store = new MemorySegments();
        Progress cancel = fraction -> {
            throw new CancellationException();
        };

        SeparationInMemory separation =
                new SeparationInMemory(engine(), new ArrayPcm(new float[2][90_000], 44_100), Shifts.NONE);
        separation.stores.set(0, store);
        assertThatThrownBy(() -> separation.run(new Stems(4, 90_000), cancel))
                .isInstanceOf(CancellationException.class);

        assertThat(store.rows).containsOnlyKeys("0-0", "0-1", "0-2", "0-3");
        assertThat(store.claims).isEmpty();
    }

    /** The stems of this track have 1.3 GB; the tests run in 1 GB. */
    @Test
    @Tag("slow")
    void longTrack_doesNotNeedMoreMemory() throws IOException {
        long frames = 40_000_000;
        PcmSource hours = new PcmSource() {
            @Override
            public int sampleRate() {
                return 44_100;
            }

            @Override
            public int channels() {
                return 2;
            }

            @Override
            public long frames() {
                return frames;
            }

            @Override
            public void read(long start, float[][] target, int offset, int count) {
                for (int i = 0; i < count; i++) {
                    target[0][offset + i] = (start + i) % 100 / 100f;
                    target[1][offset + i] = -target[0][offset + i];
                }
            }
        };
        long[] seen = {0};

        SeparationInMemory separation = new SeparationInMemory(StubEngine.identity(SEGMENT), hours, Shifts.NONE);
        SegmentSpace fewSegments = new SegmentSpace() {
            @Override
            public long budget() {
                return 1 << 23;
            }

            @Override
            public boolean makeRoom(long bytes) {
                return separation.stores.get(0).rows.size() < 16;
            }
        };
        SegmentedSeparation.run(
                separation.work(fewSegments), 1, () -> 0, (start, stems, count) -> seen[0] += count, Progress.NONE);

        assertThat(seen[0]).isEqualTo(frames);
    }

    @Test
    void emptyTrack_emitsNothing() throws IOException {
        Stems stems = new Stems(4, 0);

        run(engine(), new float[2][0], stems);

        assertThat(stems.regions).isZero();
    }

    @Test
    void monoMix_isRefusedByNumber() {
        assertThatThrownBy(() -> run(engine(), new float[1][10], new Stems(4, 10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 2 channels; got 1");
    }

    private static float[][] kept(MemorySegments store, int index, int row) {
        return Objects.requireNonNull(store.rows.get(index + "-" + row));
    }

    private static StubEngine engine() {
        return new StubEngine(SEGMENT, 0.1f, 0.2f, 0.3f, 0.4f);
    }

    private static void run(SegmentEngine engine, float[][] mix, StemSink sink) throws IOException {
        SeparationInMemory.run(engine, new ArrayPcm(mix, 44_100), sink, Progress.NONE);
    }

    private static void run(SegmentEngine engine, MemorySegments store, float[][] mix, StemSink sink)
            throws IOException {
        SeparationInMemory separation = new SeparationInMemory(engine, new ArrayPcm(mix, 44_100), Shifts.NONE);
        separation.stores.set(0, store);
        separation.run(sink, Progress.NONE);
    }

    private static float[][] offset(float[][] signal, float offset) {
        for (float[] channel : signal) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] += offset;
            }
        }
        return signal;
    }

    private static SegmentEngine failingAt(StubEngine engine, int call) {
        return new Wrapper(engine, true) {
            @Override
            public void separate(float[][] mix, float[][][] stems) {
                if (engine.calls == call) {
                    throw new IllegalStateException("the machine went away");
                }
                super.separate(mix, stems);
            }
        };
    }

    private static SegmentEngine watching(StubEngine engine, float[][] seen, boolean normalizes) {
        return new Wrapper(engine, normalizes) {
            @Override
            public void separate(float[][] mix, float[][][] stems) {
                if (engine.calls == 0) {
                    seen[0] = mix[0].clone();
                    seen[1] = mix[1].clone();
                }
                super.separate(mix, stems);
            }
        };
    }

    /** A stub that may ask for a normalised track, or not. */
    private static class Wrapper extends ForwardingEngine {
        private final StubEngine engine;
        private final boolean normalizes;

        Wrapper(StubEngine engine, boolean normalizes) {
            this.engine = engine;
            this.normalizes = normalizes;
        }

        @Override
        protected SegmentEngine engine() {
            return engine;
        }

        @Override
        public boolean normalizesTrack() {
            return normalizes;
        }

        @Override
        public TrackLevel trackLevel() {
            return normalizes ? TrackLevel.UNIT_DEVIATION : TrackLevel.AS_IS;
        }
    }
}
