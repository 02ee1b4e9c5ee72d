package io.soundforge.alchemy.dsp.pcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArrayPcmTest {
    private final ArrayPcm pcm = new ArrayPcm(new float[][] {{1, 2, 3}, {4, 5, 6}}, 8000);

    @Test
    void read_copiesTheRangeToTheOffset() {
        float[][] target = new float[2][4];

        pcm.read(1, target, 2, 2);

        assertThat(target).isEqualTo(new float[][] {{0, 0, 2, 3}, {0, 0, 5, 6}});
        assertThat(pcm.frames()).isEqualTo(3);
        assertThat(pcm.sampleRate()).isEqualTo(8000);
    }

    @Test
    void rangeOutside_isRefused() {
        assertThatThrownBy(() -> pcm.read(2, new float[2][4], 0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void channelsOfTwoLengths_areRefusedWithBothNumbers() {
        assertThatThrownBy(() -> new ArrayPcm(new float[][] {{1, 2, 3}, {4}}, 8000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected channels of one length; got 3 and 1 frames");
    }
}
