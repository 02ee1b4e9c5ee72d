package io.soundforge.alchemy.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.stems.FrameRange;
import io.soundforge.alchemy.contracts.stems.LiveStems;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinalBytesTest {
    private static final int HEADER = WaveLayout.HEADER_BYTES;

    @Test
    void nothingReady_onlyTheHeaderIsFinal() {
        FinalBytes bytes = bytes();

        assertThat(bytes.until(0)).isEqualTo(HEADER);
        assertThat(bytes.until(HEADER)).isEqualTo(HEADER);
        assertThat(bytes.until(HEADER + 80)).isEqualTo(HEADER + 80);
    }

    @Test
    void beginningReady_joinsTheHeader() {
        FinalBytes bytes = bytes(new FrameRange(0, 10));

        assertThat(bytes.until(0)).isEqualTo(HEADER + 80);
        assertThat(bytes.until(HEADER + 79)).isEqualTo(HEADER + 80);
        assertThat(bytes.until(HEADER + 80)).isEqualTo(HEADER + 80);
    }

    @Test
    void island_isFinalFromAnyOfItsBytes_butNotBeforeOrBehind() {
        FinalBytes bytes = bytes(new FrameRange(0, 10), new FrameRange(50, 60));

        assertThat(bytes.until(HEADER + 399)).isEqualTo(HEADER + 399);
        assertThat(bytes.until(HEADER + 400)).isEqualTo(HEADER + 480);
        assertThat(bytes.until(HEADER + 403)).isEqualTo(HEADER + 480); // in the middle of a sample
        assertThat(bytes.until(HEADER + 480)).isEqualTo(HEADER + 480);
    }

    @Test
    void allReady_reachesTheEnd() {
        FinalBytes bytes = bytes(new FrameRange(0, 100));

        assertThat(bytes.until(0)).isEqualTo(bytes.layout().fileBytes());
    }

    private static FinalBytes bytes(FrameRange... ready) {
        return FinalBytes.of(new LiveStems(44_100, 2, 100, List.of("drums"), List.of(ready), false));
    }
}
