package io.soundforge.alchemy.dsp.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.pcm.ArrayPcm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShiftsTest {
    private static final int SEGMENT = 34_398;

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 25_798, 25_799, 34_398, 34_399, 150_001})
    void withoutShifts_theTrackIsWhatTheReferenceGives(int frames) throws IOException {
        float[][] mix = Signals.stereoNoise(1, 1, frames);
        assertClose(run(mix, Shifts.NONE)[0][1], DirectSeparation.once(mix[1], SEGMENT));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 25_799, 60_000, 150_001})
    void shifts_areWhatTheReferenceGivesForTheSamePlaces(int frames) throws IOException {
        float[][] mix = Signals.stereoNoise(2, 1, frames);
        Shifts shifts = new Shifts(3, 42);
        int[] offsets = shifts.leads(0).stream().mapToInt(lead -> 22_050 - lead).toArray();
        assertClose(run(mix, shifts)[0][0], DirectSeparation.shifted(mix[0], SEGMENT, offsets));
    }

    @Test
    void segmentsShorterThanTheLongestShift_workToo() throws IOException {
        float[][] mix = Signals.stereoNoise(3, 1, 5000);
        Shifts shifts = new Shifts(4, 7);
        int[] offsets = shifts.leads(0).stream().mapToInt(lead -> 22_050 - lead).toArray();
        Stems stems = new Stems(1, 5000);
        new SeparationInMemory(new Tilt(1001), new ArrayPcm(mix, 44_100), shifts).run(stems, Progress.NONE);
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
        new SeparationInMemory(StubEngine.identity(SEGMENT), new ArrayPcm(mix, 44_100), new Shifts(2, 5))
                .run(stems, Progress.NONE);
        assertThat(Stems.largestDifference(stems.sum(), mix)).isLessThan(1e-6);
    }

    @Test
    void seed_decidesTheBytes() throws IOException {
        float[][] mix = Signals.stereoNoise(5, 1, 80_000);
        float[][][] first = run(mix, new Shifts(2, 1));
        assertThat(run(mix, new Shifts(2, 1))).isDeepEqualTo(first);
        assertThat(run(mix, new Shifts(2, 2))[0][0]).isNotEqualTo(first[0][0]);
        assertThat(new Shifts(2, 1).leads(0))
                .isEqualTo(new Shifts(2, 1).leads(0))
                .hasSize(2);
        assertThat(new Shifts(20, 3).leads(0)).allMatch(lead -> lead >= 0 && lead <= 22_050);
    }

    @Test
    void segmentsOfAllPasses_areKeptAndUsedAgain() throws IOException {
        float[][] mix = Signals.stereoNoise(6, 1, 80_000);
        SeparationInMemory separation =
                new SeparationInMemory(new Tilt(SEGMENT), new ArrayPcm(mix, 44_100), new Shifts(3, 9));
        float[][][] first = run(separation, 80_000);
        separation.stores.get(0).drop(1);
        separation.stores.get(2).drop(0);

        Stems again = new Stems(1, 80_000);
        assertThat(separation.run(again, Progress.NONE).computed()).isEqualTo(2);
        assertThat(again.samples).isDeepEqualTo(first);
    }

    @Test
    void members_haveTheirOwnPlaces() {
        assertThat(new Shifts(3, 9).leads(1)).isNotEqualTo(new Shifts(3, 9).leads(0));
    }

    @Test
    void progress_countsTheSegmentsOfAllPasses() throws IOException {
        List<Double> told = new ArrayList<>();
        new SeparationInMemory(new Tilt(SEGMENT), new ArrayPcm(new float[2][80_000], 44_100), new Shifts(2, 1))
                .run(new Stems(1, 80_000), told::add);
        assertThat(told).isSorted().doesNotHaveDuplicates().last().isEqualTo(1.0);
    }

    @Test
    void absurdCounts_areRefused() {
        assertThatThrownBy(() -> new Shifts(-1, 0)).hasMessageContaining("got -1");
        assertThatThrownBy(() -> new Shifts(21, 0)).hasMessageContaining("got 21");
    }

    private static float[][][] run(float[][] mix, Shifts shifts) throws IOException {
        return run(new SeparationInMemory(new Tilt(SEGMENT), new ArrayPcm(mix, 44_100), shifts), mix[0].length);
    }

    private static float[][][] run(SeparationInMemory separation, int frames) throws IOException {
        Stems stems = new Stems(1, frames);
        separation.run(stems, Progress.NONE);
        assertThat(stems.next).isEqualTo(frames);
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
