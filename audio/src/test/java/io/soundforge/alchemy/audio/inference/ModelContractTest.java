package io.soundforge.alchemy.audio.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelContractTest {
    private static final long L = 343_980;

    @Test
    void waveformGraph_isBoundByItsAxes_whateverItsNames() {
        WaveformContract contract = waveform(port("stems", 1L, 2L, L), port("mix", 1L, 4L, 2L, L));
        assertThat(contract.input()).isEqualTo("stems");
        assertThat(contract.output()).isEqualTo("mix");
        assertThat(contract.segmentFrames()).isEqualTo((int) L);
        assertThat(contract.stems()).contains(StemLayout.FOUR);
    }

    @Test
    void shorterSegments_areTakenAsTheyAre() {
        assertThat(waveform(port("x", 1L, 2L, 171_990L), port("y", 1L, 6L, 2L, 171_990L))
                        .segmentFrames())
                .isEqualTo(171_990);
    }

    @Test
    void openAxes_takeTheirLengthFromTheOtherPort_orFromTheTraining() {
        assertThat(waveform(port("x", -1L, 2L, -1L), port("y", -1L, 4L, -1L, 8192L))
                        .segmentFrames())
                .isEqualTo(8192);
        assertThat(waveform(port("x", -1L, 2L, -1L), port("y", -1L, 4L, 2L, -1L))
                        .segmentFrames())
                .isEqualTo((int) L);
    }

    @Test
    void outputWithoutShape_leavesTheStemsToTheProbe() {
        assertThat(waveform(port("x", 1L, 2L, L), new Port("y", "float32", null))
                        .stems())
                .isEmpty();
        assertThat(waveform(port("x", 1L, 2L, L), port("y", -1L, -1L, -1L, -1L)).stems())
                .isEmpty();
    }

    @Test
    void otherShapes_areRefused() {
        List<Port> good = List.of(port("x", 1L, 2L, L));
        assertRefused(List.of(port("x", 1L, 1L, L)), List.of(port("y", 1L, 4L, 2L, L)));
        assertRefused(List.of(port("x", 2L, 2L, L)), List.of(port("y", 1L, 4L, 2L, L)));
        assertRefused(List.of(port("x", 1L, L, 2L)), List.of(port("y", 1L, 4L, 2L, L)));
        assertRefused(List.of(port("x", 1L, 4L, 2048L, 336L)), List.of(port("y", 1L, 4L, 2048L, 336L)));
        assertRefused(List.of(new Port("x", "float32", null)), List.of(port("y", 1L, 4L, 2L, L)));
        assertRefused(List.of(new Port("x", "float16", List.of(1L, 2L, L))), List.of(port("y", 1L, 4L, 2L, L)));
        assertRefused(good, List.of(port("y", 1L, 4L, 2L, L - 1)));
        assertRefused(good, List.of(port("y", 1L, 4L, L, 2L)));
        assertRefused(good, List.of(port("y", 1L, 2L, L)));
        assertRefused(good, List.of(new Port("y", "float16", null)));
        assertRefused(good, List.of());
        assertRefused(List.of(), List.of(port("y", 1L, 4L, 2L, L)));
    }

    @Test
    void absurdLengths_areRefusedBeforeMemoryIsSpent() {
        for (long length : new long[] {0, 1, 1L << 31, 1L << 40, -7}) {
            assertRefused(List.of(port("x", 1L, 2L, length)), List.of(port("y", 1L, 4L, 2L, length)));
        }
    }

    private static void assertRefused(List<Port> inputs, List<Port> outputs) {
        assertThatThrownBy(() -> ModelContract.of(inputs, outputs))
                .isInstanceOf(AlchemyException.class)
                .hasMessageContainingAll(Port.text(inputs), Port.text(outputs));
    }

    private static WaveformContract waveform(Port input, Port output) {
        return (WaveformContract) ModelContract.of(List.of(input), List.of(output));
    }

    private static Port port(String name, Long... shape) {
        return new Port(name, "float32", List.of(shape));
    }
}
