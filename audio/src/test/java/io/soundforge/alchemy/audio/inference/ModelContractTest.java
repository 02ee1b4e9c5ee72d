package io.soundforge.alchemy.audio.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** Every row of inputs and outputs that publishers have been seen to use, with the stems and the length it means. */
    static Stream<Arguments> published() {
        Port wave = port("1", 1L, 2L, L);
        Port spectrum = port("2", 1L, 4L, 2048L, 336L);
        Port waves = port("3", 1L, 4L, 2L, L);
        Port spectra = port("4", 1L, 4L, 4L, 2048L, 336L);
        Port shapeless = new Port("5", "float32", null);
        Port symbolicWaves = port("6", -1L, -1L, -1L, -1L);
        Port symbolicSpectra = port("7", -1L, -1L, -1L, -1L, -1L);
        return Stream.of(
                Arguments.of("four stems", List.of(wave), List.of(waves), 4, L),
                Arguments.of("six stems", List.of(wave), List.of(port("3", 1L, 6L, 2L, L)), 6, L),
                Arguments.of("batch open", List.of(port("1", -1L, 2L, L)), List.of(port("3", -1L, 4L, 2L, L)), 4, L),
                Arguments.of("no output shape", List.of(wave), List.of(shapeless), 0, L),
                Arguments.of("symbolic output", List.of(wave), List.of(symbolicWaves), 0, L),
                Arguments.of("frequency first", List.of(wave, spectrum), List.of(spectra, waves), 4, L),
                Arguments.of("waveform out first", List.of(wave, spectrum), List.of(waves, spectra), 4, L),
                Arguments.of("spectrogram in first", List.of(spectrum, wave), List.of(spectra, waves), 4, L),
                Arguments.of("no output shapes", List.of(wave, spectrum), List.of(shapeless, shapeless), 0, L),
                Arguments.of(
                        "symbolic outputs", List.of(wave, spectrum), List.of(symbolicSpectra, symbolicWaves), 0, L),
                Arguments.of("one output symbolic", List.of(wave, spectrum), List.of(symbolicSpectra, waves), 4, L),
                Arguments.of("one output without shape", List.of(wave, spectrum), List.of(shapeless, waves), 4, L),
                Arguments.of(
                        "frame first",
                        List.of(wave, port("2", 1L, 336L, 4L, 2048L)),
                        List.of(port("4", 1L, 336L, 4L, 4L, 2048L), waves),
                        4,
                        L),
                Arguments.of(
                        "six stems of 3.9 s",
                        List.of(port("1", 1L, 2L, 171_990L), port("2", 1L, 4L, 2048L, 168L)),
                        List.of(port("4", 1L, 6L, 4L, 2048L, 168L), port("3", 1L, 6L, 2L, 171_990L)),
                        6,
                        171_990L),
                Arguments.of(
                        "3.9 s, waveform out first",
                        List.of(port("1", 1L, 2L, 171_990L), port("2", 1L, 4L, 2048L, 168L)),
                        List.of(port("3", 1L, 4L, 2L, 171_990L), port("4", 1L, 4L, 4L, 2048L, 168L)),
                        4,
                        171_990L));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("published")
    void everyPublishedContract_isBound(
            String what, List<Port> inputs, List<Port> outputs, int stems, long segmentFrames) {
        ModelContract contract = ModelContract.of(inputs, outputs);
        assertThat(contract.segmentFrames()).isEqualTo((int) segmentFrames);
        assertThat(contract.stems()).isEqualTo(StemLayout.of(stems));
        assertThat(contract.feeds()).containsExactlyInAnyOrderElementsOf(filled(inputs));
    }

    private static List<Port> filled(List<Port> inputs) {
        return inputs.stream()
                .map(input -> input.axis(0) == Port.FREE ? port(input.name(), 1L, 2L, L) : input)
                .toList();
    }

    @Test
    void axesThatNothingTellsApart_areRefused() {
        Port silent = new Port("c", "float32", null);
        // As many frames as rows, or as bins: which is which?
        assertRefused(List.of(port("a", 1L, 2L, 4096L), port("b", 1L, 4L, 2048L, 4L)), List.of(silent, silent));
        assertRefused(
                List.of(port("a", 1L, 2L, 2048L * 1024L), port("b", 1L, 4L, 2048L, 2048L)), List.of(silent, silent));
    }

    @Test
    void graphsOfOtherFamilies_areRefusedWithTheWayToUseThem() {
        assertThatThrownBy(() -> ModelContract.of(
                        List.of(port("input", -1L, 4L, 3072L, 256L)), List.of(port("output", -1L, 4L, 3072L, 256L))))
                .hasMessageContainingAll("input float32[?,4,3072,256]", "MDX-Net", "\"family\":\"mdx\"");
        assertThatThrownBy(() -> ModelContract.of(
                        List.of(port("x", 2L, -1L, 512L, 1024L)), List.of(port("y", 2L, -1L, 512L, 1024L))))
                .hasMessageContainingAll("x float32[2,?,512,1024]", "Spleeter", "\"family\":\"spleeter\"");
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
