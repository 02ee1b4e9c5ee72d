package io.soundforge.alchemy.dsp.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentPlanTest {
    private static final int SEGMENT = 343_980;

    @Test
    void stride_leavesAQuarterOfASegment() {
        assertThat(new SegmentPlan(1, Tiling.demucs(SEGMENT)).stride()).isEqualTo(257_985);
        assertThat(new SegmentPlan(1, Tiling.demucs(10)).stride()).isEqualTo(7);
    }

    /** Counts from ceil(length / stride) of real track lengths at 44.1 kHz: 30 s, 60 s, 3 min, 1 h. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "257985, 1", "257986, 2", "1323000, 6", "2646000, 11", "7938000, 31", "158760000, 616"})
    void count_isTheTrackOverTheStride(long frames, int count) {
        assertThat(new SegmentPlan(frames, Tiling.demucs(SEGMENT)).count()).isEqualTo(count);
    }

    /** The reference procedure, written as a walk over explicitly padded samples: what the engine must see. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 7, 8, 9, 10, 11, 13, 14, 15, 20, 21, 22, 50, 99})
    void windows_agreeWithTheReferenceProcedure(int frames) {
        int segment = 10;
        SegmentPlan plan = new SegmentPlan(frames, Tiling.demucs(segment));
        int index = 0;
        for (int offset = 0; offset < frames; offset += 7) {
            int chunk = Math.min(frames - offset, segment);
            int delta = segment - chunk;
            int start = offset - delta / 2;

            Segment planned = plan.segment(index);

            assertThat(planned).isEqualTo(new Segment(index, offset, chunk, start));
            assertThat(planned.trim()).isEqualTo(delta / 2);
            assertThat(planned.end()).isEqualTo(offset + chunk);
            index++;
        }
        assertThat(plan.count()).isEqualTo(index);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 7, 1001, 343_980})
    void noFrame_liesInMoreThanTwoChunks(int segment) {
        SegmentPlan plan = new SegmentPlan(5L * segment, Tiling.demucs(segment));

        for (int i = 2; i < plan.count(); i++) {
            assertThat(plan.segment(i - 2).end())
                    .isLessThanOrEqualTo(plan.segment(i).offset());
        }
    }

    @Test
    void weights_riseToTheMiddleAndFallAgain() {
        assertThat(TriangleWindow.of(6)).containsExactly(1 / 3f, 2 / 3f, 1f, 1f, 2 / 3f, 1 / 3f);
        assertThat(TriangleWindow.of(5)).containsExactly(1 / 3f, 2 / 3f, 1f, 2 / 3f, 1 / 3f);
        assertThat(TriangleWindow.of(SEGMENT)[171_989]).isEqualTo(1f);
    }

    @Test
    void aHalo_isHeardOnBothSidesOfAChunkAndNotKept() {
        SegmentPlan plan = new SegmentPlan(20, new Tiling(16, 10, 8, Tiling.Taper.HANN));

        assertThat(plan.count()).isEqualTo(3);
        assertThat(plan.segment(0)).isEqualTo(new Segment(0, 0, 10, -3));
        assertThat(plan.segment(1)).isEqualTo(new Segment(1, 8, 10, 5));
        assertThat(plan.segment(2)).isEqualTo(new Segment(2, 16, 4, 10));
    }

    @Test
    void everyTaper_isSymmetricAndNeverZero() {
        for (Tiling.Taper taper : Tiling.Taper.values()) {
            float[] weights = new Tiling(10, 9, 7, taper).weights();

            assertThat(weights).hasSize(9);
            for (int i = 0; i < 9; i++) {
                assertThat(weights[i]).isPositive().isEqualTo(weights[8 - i], within(1e-6f));
            }
            assertThat(weights[4]).isEqualTo(1, within(1e-6f));
        }
    }

    @Test
    void impossibleNumbers_areRefusedByName() {
        assertThatThrownBy(() -> new SegmentPlan(-1, Tiling.demucs(10))).hasMessageContaining("-1");
        assertThatThrownBy(() -> new SegmentPlan(10, Tiling.demucs(1))).hasMessageContaining("got 1");
        assertThatThrownBy(() -> new Tiling(10, 11, 8, Tiling.Taper.HANN)).hasMessageContaining("got 11");
        assertThatThrownBy(() -> new Tiling(10, 9, 4, Tiling.Taper.HANN)).hasMessageContaining("5 to 9 frames; got 4");
        assertThatThrownBy(() -> new SegmentPlan(10, Tiling.demucs(10)).segment(2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
