package io.soundforge.alchemy.dsp.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.pcm.ArrayPcm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShiftsTest {
    private static final int SEGMENT = 34_398;

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 25_798, 25_799, 34_398, 34_399, 150_001})
    void withoutShifts_theTrackIsWhatTheReferenceGives(int frames) throws IOException {
        float[][] mix = Signals.stereoNoise(1, 1, frames);
        assertClose(run(mix, Shifts.NONE, SegmentStore.NONE)[0][1], DirectSeparation.once(mix[1], SEGMENT));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 25_799, 60_000, 150_001})
    void shifts_areWhatTheReferenceGivesForTheSamePlaces(int frames) throws IOException {
        float[][] mix = Signals.stereoNoise(2, 1, frames);
        Shifts shifts = new Shifts(3, 42);
        int[] offsets = shifts.leads().stream().mapToInt(lead -> 22_050 - lead).toArray();
        assertClose(run(mix, shifts, SegmentStore.NONE)[0][0], DirectSeparation.shifted(mix[0], SEGMENT, offsets));
    }

    @Test
    void segmentsShorterThanTheLongestShift_workToo() throws IOException {
        float[][] mix = Signals.stereoNoise(3, 1, 5000);
        Shifts shifts = new Shifts(4, 7);
        int[] offsets = shifts.leads().stream().mapToInt(lead -> 22_050 - lead).toArray();
        Stems stems = new Stems(1, 5000);
        new SegmentedSeparation(new Tilt(1001), SegmentStore.NONE, shifts)
                .run(new ArrayPcm(mix, 44_100), stems, Progress.NONE);
        assertThat(stems.next).isEqualTo(5000);
        assertClose(stems.samples[0][0], DirectSeparation.shifted(mix[0], 1001, offsets));
    }

    private static void assertClose(float[] given, double[] expected) {
        double largest = 0;
        for (int i = 0; i < given.length; i++) {
            largest = Math.max(largest, Math.abs(given[i] - expected[i]));
        }
        assertThat(largest).isLessThan(1e-6);
    }

    @Test
    void identityEngine_sumsToTheMix_whateverTheShifts() throws IOException {
        float[][] mix = Signals.stereoNoise(4, 0.9, 100_000);
        Stems stems = new Stems(4, 100_000);
        new SegmentedSeparation(StubEngine.identity(SEGMENT), SegmentStore.NONE, new Shifts(2, 5))
                .run(new ArrayPcm(mix, 44_100), stems, Progress.NONE);
        assertThat(Stems.largestDifference(stems.sum(), mix)).isLessThan(1e-6);
    }

    @Test
    void seed_decidesTheBytes() throws IOException {
        float[][] mix = Signals.stereoNoise(5, 1, 80_000);
        float[][][] first = run(mix, new Shifts(2, 1), SegmentStore.NONE);
        assertThat(run(mix, new Shifts(2, 1), SegmentStore.NONE)).isDeepEqualTo(first);
        assertThat(run(mix, new Shifts(2, 2), SegmentStore.NONE)[0][0]).isNotEqualTo(first[0][0]);
        assertThat(new Shifts(2, 1).leads()).isEqualTo(new Shifts(2, 1).leads()).hasSize(2);
        assertThat(new Shifts(20, 3).leads()).allMatch(lead -> lead >= 0 && lead <= 22_050);
    }

    @Test
    void segmentsOfAllPasses_areKeptAndUsedAgain() throws IOException {
        float[][] mix = Signals.stereoNoise(6, 1, 80_000);
        Map<Integer, float[][][]> kept = new HashMap<>();
        SegmentStore store = new SegmentStore() {
            @Override
            public boolean load(int index, float[][][] stems) {
                float[][][] found = kept.get(index);
                if (found != null) {
                    System.arraycopy(found[0][0], 0, stems[0][0], 0, stems[0][0].length);
                    System.arraycopy(found[0][1], 0, stems[0][1], 0, stems[0][1].length);
                }
                return found != null;
            }

            @Override
            public void save(int index, float[][][] stems) {
                assertThat(kept).doesNotContainKey(index);
                kept.put(index, new float[][][] {{stems[0][0].clone(), stems[0][1].clone()}});
            }
        };
        float[][][] first = run(mix, new Shifts(3, 9), store);
        int segments = kept.size();
        kept.keySet().removeIf(index -> index % 3 == 1);
        assertThat(run(mix, new Shifts(3, 9), store)).isDeepEqualTo(first);
        assertThat(kept).hasSize(segments);
    }

    @Test
    void progress_countsTheSegmentsOfAllPasses() throws IOException {
        List<Double> told = new ArrayList<>();
        new SegmentedSeparation(new Tilt(SEGMENT), SegmentStore.NONE, new Shifts(2, 1))
                .run(new ArrayPcm(new float[2][80_000], 44_100), new Stems(1, 80_000), told::add);
        assertThat(told).isSorted().doesNotHaveDuplicates().last().isEqualTo(1.0);
    }

    @Test
    void absurdCounts_areRefused() {
        assertThatThrownBy(() -> new Shifts(-1, 0)).hasMessageContaining("got -1");
        assertThatThrownBy(() -> new Shifts(21, 0)).hasMessageContaining("got 21");
    }

    private static float[][][] run(float[][] mix, Shifts shifts, SegmentStore store) throws IOException {
        Stems stems = new Stems(1, mix[0].length);
        new SegmentedSeparation(new Tilt(SEGMENT), store, shifts).run(new ArrayPcm(mix, 44_100), stems, Progress.NONE);
        assertThat(stems.next).isEqualTo(mix[0].length);
        return stems.samples;
    }

    /** One stem: the mix, louder and louder within each window. */
    private record Tilt(int segmentFrames) implements SegmentEngine {
        @Override
        public String fingerprint() {
            return "tilt";
        }

        @Override
        public List<String> stems() {
            return List.of("tilted");
        }

        @Override
        public boolean normalizesTrack() {
            return false;
        }

        @Override
        public void separate(float[][] mix, float[][][] stems) {
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < segmentFrames; i++) {
                    stems[0][c][i] = (float) (mix[c][i] * DirectSeparation.tilt(i, segmentFrames));
                }
            }
        }

        @Override
        public void close() {}
    }
}
