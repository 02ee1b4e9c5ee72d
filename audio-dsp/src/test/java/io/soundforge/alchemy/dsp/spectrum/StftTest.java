package io.soundforge.alchemy.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.Signals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StftTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 1000, 1024, 1025, 10_007})
    void synthesis_undoesAnalysisUpToBothEdges(int samples) {
        float[] signal = Signals.noise(samples, 1, samples);
        Stft stft = new Stft(1024, 256);
        Spectrogram spectra = stft.analyze(signal);
        float[] back = new float[samples];

        stft.synthesize(spectra, ones(spectra), back);

        for (int i = 0; i < samples; i++) {
            assertThat(back[i]).isCloseTo(signal[i], within(2e-6f));
        }
    }

    @Test
    void smallerHop_undoesAnalysisToo() {
        float[] signal = Signals.noise(5, 1, 3000);
        Stft stft = new Stft(512, 64);
        Spectrogram spectra = stft.analyze(signal);
        float[] back = new float[3000];

        stft.synthesize(spectra, ones(spectra), back);

        for (int i = 0; i < 3000; i++) {
            assertThat(back[i]).isCloseTo(signal[i], within(2e-6f));
        }
    }

    @Test
    void sine_standsInItsBinWithTheAreaOfTheWindow() {
        // Bin 32 of 1024 at 44.1 kHz; a Hann window of unit peak has the area size / 2, half of it per sign of
        // frequency.
        float[] signal = Signals.sine(44_100.0 * 32 / 1024, 0.5, 8192, 44_100);

        float[][] magnitudes = new Stft(1024, 256).analyze(signal).magnitudes();

        assertThat((double) magnitudes[16][32]).isCloseTo(0.5 * 1024 / 4, within(0.01));
        assertThat(magnitudes[16][40]).isLessThan(0.01f);
    }

    @Test
    void mask_ofOneBinKeepsOnlyThatBin() {
        float[] low = Signals.sine(44_100.0 * 16 / 1024, 0.5, 8192, 44_100);
        float[] both = Signals.sine(44_100.0 * 64 / 1024, 0.5, 8192, 44_100);
        for (int i = 0; i < both.length; i++) {
            both[i] += low[i];
        }
        Stft stft = new Stft(1024, 256);
        Spectrogram spectra = stft.analyze(both);
        float[][] mask = new float[spectra.frames()][spectra.bins()];
        for (float[] frame : mask) {
            Arrays.fill(frame, 10, 22, 1);
        }
        float[] kept = new float[8192];

        stft.synthesize(spectra, mask, kept);

        for (int i = 1024; i < 7168; i++) {
            assertThat(kept[i]).isCloseTo(low[i], within(1e-4f));
        }
    }

    @Test
    void hopThatDoesNotSumToAConstant_isRefused() {
        assertThatThrownBy(() -> new Stft(1024, 512)).hasMessageContaining("512");
        assertThatThrownBy(() -> new Stft(1024, 100)).hasMessageContaining("100");
    }

    private static float[][] ones(Spectrogram spectra) {
        float[][] mask = new float[spectra.frames()][spectra.bins()];
        for (float[] frame : mask) {
            Arrays.fill(frame, 1);
        }
        return mask;
    }
}
