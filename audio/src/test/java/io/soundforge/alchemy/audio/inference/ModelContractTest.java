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
        assertThat(contract.input().name()).isEqualTo("stems");
        assertThat(contract.output().name()).isEqualTo("mix");
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
        assertRefused(List.of(new Port("x", "float64", List.of(1L, 2L, L))), List.of(port("y", 1L, 4L, 2L, L)));
        assertRefused(good, List.of(port("y", 1L, 4L, 2L, L - 1)));
        assertRefused(good, List.of(port("y", 1L, 4L, L, 2L)));
        assertRefused(good, List.of(port("y", 1L, 2L, L)));
        assertRefused(good, List.of(new Port("y", "bfloat16", null)));
        assertRefused(good, List.of());
        assertRefused(List.of(), List.of(port("y", 1L, 4L, 2L, L)));
    }

    @Test
    void absurdLengths_areRefusedBeforeMemoryIsSpent() {
        for (long length : new long[] {0, 1, 1L << 31, 1L << 40, -7}) {
            assertRefused(List.of(port("x", 1L, 2L, length)), List.of(port("y", 1L, 4L, 2L, length)));
        }
    }

    @Test
    void hybridGraph_isBoundByItsAxes_inEveryPublishedOrder() {
        Port mix = port("a", 1L, 2L, L);
        Port mag = port("b", 1L, 4L, 2048L, 336L);
        Port freq = port("c", 1L, 4L, 4L, 2048L, 336L);
        Port time = port("d", 1L, 4L, 2L, L);
        for (HybridContract contract : List.of(
                hybrid(List.of(mix, mag), List.of(freq, time)),
                hybrid(List.of(mag, mix), List.of(time, freq)),
                hybrid(
                        List.of(mix, port("b", 1L, 336L, 4L, 2048L)),
                        List.of(port("c", 1L, 336L, 4L, 4L, 2048L), time)))) {
            assertThat(contract.segmentFrames()).isEqualTo((int) L);
            assertThat(contract.stems()).contains(StemLayout.FOUR);
            assertThat(contract.waveformIn().name()).isEqualTo("a");
            assertThat(contract.spectrumOut().name()).isEqualTo("c");
        }
    }

    @Test
    void fourStems_lieOutsideTheFourRows() {
        HybridContract frameFirst = hybrid(
                List.of(port("a", 1L, 2L, L), port("b", 1L, 336L, 4L, 2048L)),
                List.of(port("c", 1L, 336L, 4L, 4L, 2048L), port("d", 1L, 4L, 2L, L)));
        assertThat(frameFirst.layoutIn().stride(SpectrumLayout.Axis.FRAME)).isEqualTo(4 * 2048);
        assertThat(frameFirst.layoutIn().stride(SpectrumLayout.Axis.STEM)).isZero();
        assertThat(frameFirst.layoutOut().stride(SpectrumLayout.Axis.STEM)).isEqualTo(4 * 2048);
        assertThat(frameFirst.layoutOut().stride(SpectrumLayout.Axis.ROW)).isEqualTo(2048);
        assertThat(frameFirst.layoutOut().stride(SpectrumLayout.Axis.BIN)).isEqualTo(1);
    }

    @Test
    void hybridLength_comesFromWhicheverAxisStatesIt() {
        Port open = port("a", -1L, 2L, -1L);
        Port silent = new Port("c", "float32", null);
        assertThat(hybrid(List.of(open, port("b", 1L, 4L, 2048L, 168L)), List.of(silent, silent))
                        .segmentFrames())
                .isEqualTo(171_990);
        assertThat(hybrid(List.of(open, port("b", 1L, 336L, 4L, 2048L)), List.of(silent, silent))
                        .segmentFrames())
                .isEqualTo((int) L);
        assertThat(hybrid(List.of(open, port("b", -1L, 4L, 2048L, -1L)), List.of(silent, silent))
                        .feeds())
                .extracting(Port::shape)
                .containsExactly(List.of(1L, 2L, L), List.of(1L, 4L, 2048L, 336L));
        assertThat(hybrid(List.of(open, port("b", -1L, 4L, 2048L, -1L)), List.of(silent, port("d", 1L, 6L, 2L, 9000L)))
                        .segmentFrames())
                .isEqualTo(9000);
    }

    @Test
    void hybridGraphWithWrongAxes_isRefused() {
        Port mix = port("a", 1L, 2L, L);
        Port mag = port("b", 1L, 4L, 2048L, 336L);
        Port freq = port("c", 1L, 4L, 4L, 2048L, 336L);
        Port time = port("d", 1L, 4L, 2L, L);
        assertRefused(List.of(mix, port("b", 1L, 4L, 2049L, 336L)), List.of(freq, time));
        assertRefused(List.of(mix, port("b", 1L, 2L, 2048L, 336L)), List.of(freq, time));
        assertRefused(List.of(mix, port("b", 1L, 4L, 2048L, 335L)), List.of(freq, time));
        assertRefused(List.of(mix, port("b", 1L, 4L, -1L, 336L)), List.of(freq, time));
        assertRefused(List.of(mix, port("b", 1L, 2L, 2048L, 336L, 2L)), List.of(freq, time));
        assertRefused(List.of(mix, mag), List.of(port("c", 1L, 5L, 4L, 2048L, 336L), port("d", 1L, 5L, 2L, L)));
        assertRefused(List.of(mix, mag), List.of(port("c", 1L, 6L, 4L, 2048L, 336L), time));
        assertRefused(List.of(mix, mag), List.of(freq, freq));
        assertRefused(List.of(mix, mag), List.of(time, time));
        assertRefused(List.of(mix, mag), List.of(time));
        assertRefused(List.of(mix, mag), List.of(freq, time, time));
        assertRefused(List.of(mix, mix), List.of(freq, time));
        assertRefused(List.of(mix, mag, mag), List.of(freq, time));
        assertRefused(List.of(mix, new Port("b", "float64", mag.shape())), List.of(freq, time));
        assertRefused(List.of(mix, new Port("b", "float32", null)), List.of(freq, time));
    }

    private static HybridContract hybrid(List<Port> inputs, List<Port> outputs) {
        return (HybridContract) ModelContract.of(inputs, outputs);
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
