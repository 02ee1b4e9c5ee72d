package io.soundforge.alchemy.dsp.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.pcm.ArrayPcm;
import io.soundforge.alchemy.dsp.separation.SegmentedSeparation.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may not matter: who computes segments, when, and in which order; and what happens when one cannot be had. */
@Timeout(60)
class AnyOrderTest {
    private static final int SEGMENT = 4096;
    private static final int STRIDE = 3072;
    private static final int FRAMES = 20 * STRIDE + 77;

    private final float[][] mix = Signals.stereoNoise(3, 0.8, FRAMES);

    @Test
    void movingPlayHead_andSegmentsThatAreThere_changeNoBit() throws IOException {
        float[][][] expected = separated(separation(), 1);
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            SeparationInMemory some = separation();
            separated(some, 1);
            for (int index = 0; index < 21; index++) {
                if (random.nextBoolean()) {
                    some.stores.get(random.nextInt(2)).drop(index);
                }
            }
            Stems stems = new Stems(4, FRAMES);
            SegmentedSeparation.run(
                    some.work(SegmentSpace.UNBOUNDED), 1, () -> random.nextInt(FRAMES), stems, Progress.NONE);
            assertThat(stems.samples).isDeepEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void anyNumberOfWorkers_givesTheSameBytes_andComputesNothingTwice(int workers) throws IOException {
        float[][][] expected = separated(separation(), 1);
        SeparationInMemory shared = separation();
        Stems stems = new Stems(4, FRAMES);
        Tally tally =
                SegmentedSeparation.run(shared.work(SegmentSpace.UNBOUNDED), workers, () -> 0, stems, Progress.NONE);
        assertThat(stems.samples).isDeepEqualTo(expected);
        assertThat(tally).isEqualTo(new Tally(shared.plan().tasks(), 0));
        assertThat(shared.stores).allSatisfy(store -> assertThat(store.claims).isEmpty());
    }

    @Test
    void firstRegion_comesBeforeTheSecondSegmentIsComputed() throws IOException {
        List<String> events = new ArrayList<>();
        SegmentEngine engine = new Watched(() -> events.add("computed"));
        SeparationInMemory.run(
                engine, new ArrayPcm(mix, 44_100), (start, stems, count) -> events.add("from " + start), Progress.NONE);
        assertThat(events).startsWith("computed", "from 0", "computed", "from 3072", "computed");
    }

    @Test
    void regionsAtThePlayHead_comeFirst_thenThoseBehindIt() throws IOException {
        List<Long> starts = new ArrayList<>();
        SeparationInMemory once = new SeparationInMemory(engine(), new ArrayPcm(mix, 44_100), Shifts.NONE);
        SegmentedSeparation.run(
                once.work(SegmentSpace.UNBOUNDED),
                1,
                () -> 10L * STRIDE + 5,
                (start, stems, count) -> starts.add(start / STRIDE),
                Progress.NONE);
        assertThat(starts)
                .containsExactly(
                        10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L, 0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void damagedRow_isComputedAgain() throws IOException {
        float[][][] expected = separated(separation(), 1);
        SeparationInMemory damaged = separation();
        separated(damaged, 1);
        MemorySegments store = damaged.stores.get(1);
        // Too short for the chunk: it is there, and cannot be loaded.
        SegmentStore unsound = new Passing(store) {
            private boolean whole;

            @Override
            public boolean load(int index, int row, float[][] samples) throws IOException {
                return (whole || index != 4 || row != 2) && super.load(index, row, samples);
            }

            @Override
            public void drop(int index) throws IOException {
                whole = true;
                super.drop(index);
            }
        };
        SeparationWork work = damaged.work(SegmentSpace.UNBOUNDED);
        Stems stems = new Stems(4, FRAMES);
        Tally tally = SegmentedSeparation.run(
                new SeparationWork(
                        work.plan(),
                        work.mix(),
                        List.of(damaged.stores.get(0), unsound),
                        work.normalizations(),
                        work.engines(),
                        work.space()),
                1,
                () -> 0,
                stems,
                Progress.NONE);
        assertThat(stems.samples).isDeepEqualTo(expected);
        assertThat(tally.computed()).isEqualTo(1);
    }

    @Test
    void smallBudget_isKept_byDroppingWhatWasHandedOn() throws IOException {
        float[][][] expected = separated(separation(), 1);
        SeparationInMemory tight = separation();
        AtomicInteger most = new AtomicInteger();
        SegmentSpace space = new SegmentSpace() {
            @Override
            public long budget() {
                return 1000;
            }

            @Override
            public boolean makeRoom(long bytes) {
                int rows = tight.stores.stream()
                        .mapToInt(store -> store.rows.size())
                        .sum();
                most.accumulateAndGet(rows, Math::max);
                return rows < 24;
            }
        };
        Stems stems = new Stems(4, FRAMES);
        SegmentedSeparation.run(tight.work(space), 1, () -> 0, stems, Progress.NONE);
        assertThat(stems.samples).isDeepEqualTo(expected);
        assertThat(most.get()).isLessThanOrEqualTo(24);
    }

    @Test
    void fullDisk_namesTheSegment_keepsTheFinishedOnes_andTheNextRunGoesOn() throws IOException {
        SeparationInMemory interrupted = new SeparationInMemory(engine(), new ArrayPcm(mix, 44_100), Shifts.NONE);
        AtomicInteger room = new AtomicInteger(4 * 5 + 2);
        SegmentStore full = new Passing(interrupted.stores.get(0)) {
            @Override
            public void save(int index, int row, float[][] samples) throws IOException {
                if (room.getAndDecrement() <= 0) {
                    throw new IOException("No space left on device");
                }
                super.save(index, row, samples);
            }
        };
        SeparationWork work = interrupted.work(SegmentSpace.UNBOUNDED);
        assertThatThrownBy(() -> SegmentedSeparation.run(
                        new SeparationWork(
                                work.plan(),
                                work.mix(),
                                List.of(full),
                                work.normalizations(),
                                work.engines(),
                                work.space()),
                        2,
                        () -> 0,
                        new Stems(4, FRAMES),
                        Progress.NONE))
                .isInstanceOf(SegmentFailure.class)
                .hasMessageMatching("segment \\d+ of 21: No space left on device");
        MemorySegments kept = interrupted.stores.get(0);
        assertThat(kept.claims).isEmpty();
        long whole = IntStream.range(0, 21)
                .filter(index -> kept.has(index, 0) && kept.has(index, 1) && kept.has(index, 2) && kept.has(index, 3))
                .count();
        assertThat(whole).isBetween(4L, 5L);
        assertThat(interrupted.run(new Stems(4, FRAMES), Progress.NONE))
                .isEqualTo(new Tally((int) (21 - whole), (int) whole));
    }

    @Test
    void preview_endsWithACell_andTheWholeGoesOnFromThere() throws IOException {
        SeparationInMemory once = new SeparationInMemory(engine(), new ArrayPcm(mix, 44_100), Shifts.NONE);
        SeparationWork work = once.work(SegmentSpace.UNBOUNDED);
        SeparationPlan beginning = work.plan().upTo(3 * STRIDE + 1);
        assertThat(beginning.outputFrames()).isEqualTo(4 * STRIDE);
        Stems preview = new Stems(4, 4 * STRIDE);
        Tally first = SegmentedSeparation.run(
                new SeparationWork(
                        beginning, work.mix(), work.stores(), work.normalizations(), work.engines(), work.space()),
                1,
                () -> 0,
                preview,
                Progress.NONE);
        assertThat(preview.next).isEqualTo(4 * STRIDE);
        assertThat(first).isEqualTo(new Tally(4, 0));
        Stems whole = new Stems(4, FRAMES);
        assertThat(once.run(whole, Progress.NONE)).isEqualTo(new Tally(17, 4));
        for (int stem = 0; stem < 4; stem++) {
            assertThat(Arrays.copyOf(whole.samples[stem][1], 4 * STRIDE)).isEqualTo(preview.samples[stem][1]);
        }
    }

    private SeparationInMemory separation() {
        return new SeparationInMemory(engine(), new ArrayPcm(mix, 44_100), new Shifts(2, 5));
    }

    private static SegmentEngine engine() {
        return new Watched(() -> {});
    }

    private static float[][][] separated(SeparationInMemory separation, int workers) throws IOException {
        Stems stems = new Stems(4, FRAMES);
        SegmentedSeparation.run(separation.work(SegmentSpace.UNBOUNDED), workers, () -> 0, stems, Progress.NONE);
        assertThat(stems.next).isEqualTo(FRAMES);
        return stems.samples;
    }

    /** Tilted rows, so that every cut is heard; may be used by several threads. */
    private record Watched(Runnable told) implements SegmentEngine {
        @Override
        public String fingerprint() {
            return "watched";
        }

        @Override
        public List<String> stems() {
            return List.of("drums", "bass", "other", "vocals");
        }

        @Override
        public int segmentFrames() {
            return SEGMENT;
        }

        @Override
        public void separate(float[][] window, float[][][] stems) {
            told.run();
            for (int s = 0; s < 4; s++) {
                for (int c = 0; c < 2; c++) {
                    for (int i = 0; i < SEGMENT; i++) {
                        stems[s][c][i] = (float) ((s + 1) * window[c][i] * DirectSeparation.tilt(i, SEGMENT));
                    }
                }
            }
        }

        @Override
        public void close() {}
    }

    /** Passes everything on to another store. */
    private static class Passing implements SegmentStore {
        private final SegmentStore store;

        Passing(SegmentStore store) {
            this.store = store;
        }

        @Override
        public boolean has(int index, int row) throws IOException {
            return store.has(index, row);
        }

        @Override
        public boolean load(int index, int row, float[][] samples) throws IOException {
            return store.load(index, row, samples);
        }

        @Override
        public void save(int index, int row, float[][] samples) throws IOException {
            store.save(index, row, samples);
        }

        @Override
        public void drop(int index) throws IOException {
            store.drop(index);
        }

        @Override
        public boolean claim(int index) throws IOException {
            return store.claim(index);
        }

        @Override
        public void release(int index) throws IOException {
            store.release(index);
        }
    }
}
