package io.soundforge.alchemy.dsp.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.pcm.ArrayPcm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of several engines whose segments have different lengths. */
class SeveralEnginesTest {
    private static final int SHORT = 4096;
    private static final int LONG = 23_100;

    private final List<Integer> opened = new ArrayList<>();
    private int open;
    private int mostOpen;

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 4097, 60_001})
    void weightedMean_isThatOfEachEngineAlone(int frames) throws IOException {
        float[][] mix = Signals.stereoNoise(4, 0.9, frames);
        Stems stems = new Stems(2, frames);
        SegmentedSeparation.run(
                work(mix, Shifts.NONE, List.of(1.0, 3.0), List.of(2.0, 0.0)), 1, () -> 0, stems, Progress.NONE);
        double[] one = DirectSeparation.once(mix[0], SHORT);
        double[] other = DirectSeparation.once(mix[0], LONG);
        for (int i = 0; i < frames; i++) {
            assertThat(Math.abs(stems.samples[0][0][i] - (one[i] + 2 * other[i]) / 3))
                    .isLessThan(1e-6);
            assertThat(Math.abs(stems.samples[1][0][i] - one[i])).isLessThan(1e-6);
        }
    }

    @Test
    void shifts_areDrawnByEachEngineForItself() throws IOException {
        float[][] mix = Signals.stereoNoise(5, 0.9, 50_000);
        Shifts shifts = new Shifts(3, 11);
        Stems stems = new Stems(2, 50_000);
        SegmentedSeparation.run(
                work(mix, shifts, List.of(1.0, 1.0), List.of(1.0, 1.0)), 2, () -> 0, stems, Progress.NONE);
        double[] one = DirectSeparation.shifted(mix[1], SHORT, offsets(shifts, 0));
        double[] other = DirectSeparation.shifted(mix[1], LONG, offsets(shifts, 1));
        for (int i = 0; i < 50_000; i++) {
            assertThat(Math.abs(stems.samples[1][1][i] - (one[i] + other[i]) / 2))
                    .isLessThan(1e-6);
        }
    }

    private static int[] offsets(Shifts shifts, int member) {
        return shifts.leads(member).stream().mapToInt(lead -> 22_050 - lead).toArray();
    }

    @Test
    void oneEngineIsOpenAtATime_andEachIsLoadedAFewTimesOnly() throws IOException {
        float[][] mix = Signals.stereoNoise(6, 0.9, 100 * 3072);
        List<String> events = new ArrayList<>();
        SegmentedSeparation.run(
                work(mix, Shifts.NONE, List.of(1.0, 1.0), List.of(1.0, 1.0)),
                1,
                () -> 0,
                (start, stems, count) -> {
                    if (start == 0) {
                        events.add("first region after " + opened);
                    }
                },
                Progress.NONE);
        assertThat(mostOpen).isEqualTo(1);
        assertThat(events).containsExactly("first region after [0, 1]");
        // Rounds of 1, 4, 16, 64 and 15 cells; each begins with the engine that ended the last one.
        assertThat(opened).containsExactly(0, 1, 0, 1, 0, 1);
    }

    @Test
    void stemThatNoEngineGives_isRefused() {
        assertThatThrownBy(() -> work(new float[2][10], Shifts.NONE, List.of(1.0, 0.0), List.of(1.0, 0.0)))
                .hasMessageContaining("a pass for the stem second");
    }

    private SeparationWork work(float[][] mix, Shifts shifts, List<Double> ofShort, List<Double> ofLong) {
        List<SegmentEngine> engines = List.of(new Counted(SHORT), new Counted(LONG));
        List<PlannedMember> members = IntStream.range(0, 2)
                .mapToObj(i -> new PlannedMember(
                        i, EngineTraits.of(engines.get(i)), engines.get(i).stems(), i == 0 ? ofShort : ofLong))
                .toList();
        SeparationPlan plan = SeparationPlan.of(mix[0].length, List.of("first", "second"), members, shifts);
        int passes = plan.passes().size();
        return new SeparationWork(
                plan,
                new ArrayPcm(mix, 44_100),
                IntStream.range(0, passes)
                        .<SegmentStore>mapToObj(i -> new MemorySegments())
                        .toList(),
                Collections.nCopies(passes, TrackNormalization.NONE),
                member -> {
                    synchronized (opened) {
                        opened.add(member);
                        mostOpen = Math.max(mostOpen, ++open);
                    }
                    return new Counted(engines.get(member).segmentFrames());
                },
                SegmentSpace.UNBOUNDED);
    }

    private final class Counted implements SegmentEngine {
        private final int segmentFrames;

        Counted(int segmentFrames) {
            this.segmentFrames = segmentFrames;
        }

        @Override
        public String fingerprint() {
            return "counted " + segmentFrames;
        }

        @Override
        public List<String> stems() {
            return List.of("first", "second");
        }

        @Override
        public int segmentFrames() {
            return segmentFrames;
        }

        @Override
        public boolean normalizesTrack() {
            return false;
        }

        @Override
        public void separate(float[][] mix, float[][][] stems) {
            for (float[][] stem : stems) {
                for (int c = 0; c < 2; c++) {
                    for (int i = 0; i < segmentFrames; i++) {
                        stem[c][i] = (float) (mix[c][i] * DirectSeparation.tilt(i, segmentFrames));
                    }
                }
            }
        }

        @Override
        public void close() {
            synchronized (opened) {
                open--;
            }
        }
    }
}
