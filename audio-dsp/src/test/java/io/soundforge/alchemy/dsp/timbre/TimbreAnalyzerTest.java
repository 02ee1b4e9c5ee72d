package io.soundforge.alchemy.dsp.timbre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.Signals;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimbreAnalyzerTest {
    private static final int RATE = 44_100;
    private static final double BIN = RATE / 2048.0;

    @ParameterizedTest
    @CsvSource({"100", "500", "1000", "7040", "15000"})
    void sine_hasItsCentroidAtItsFrequency(double hertz) {
        TimbreFinding finding = listen(RATE, Signals.sine(hertz, 0.5, 3 * RATE, RATE));

        assertThat(finding.centroidHz()).isCloseTo(hertz, within(BIN));
        int band = (int) (hertz / (RATE / 2.0) * MagnitudeProfile.BANDS);
        assertThat(finding.magnitudes()).hasSize(MagnitudeProfile.BANDS);
        assertThat(finding.magnitudes().get(band)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"8000, 6", "22050, 7", "44100, 7", "96000, 7"})
    void whiteNoise_isFlat(int sampleRate, int bands) {
        TimbreFinding finding = listen(sampleRate, Signals.noise(1, 0.5, 20 * sampleRate));

        assertThat(finding.centroidHz()).isCloseTo(sampleRate / 4.0, within(sampleRate * 0.01));
        assertThat(finding.magnitudes()).allMatch(magnitude -> magnitude > 0.8);
        // Of magnitudes with Rayleigh's distribution, the mean of the upper fifth is 14 dB above that of the lower.
        assertThat(finding.contrastDb()).hasSize(bands).allMatch(contrast -> contrast > 11 && contrast < 18);
    }

    @Test
    void sineInFaintNoise_standsOutInItsBandOnly() {
        float[] samples = Signals.noise(1, 0.01, 5 * RATE);
        float[] sine = Signals.sine(1000, 0.5, samples.length, RATE);
        for (int i = 0; i < samples.length; i++) {
            samples[i] += sine[i];
        }

        List<Double> contrast = listen(RATE, samples).contrastDb();

        assertThat(contrast.get(3)).isGreaterThan(40);
        assertThat(contrast.get(1)).isLessThan(18);
        assertThat(contrast.get(5)).isLessThan(18);
    }

    @Test
    void silentParts_doNotCount() {
        float[] tone = Signals.sine(1000, 0.5, 2 * RATE, RATE);
        float[] padded = Arrays.copyOf(tone, 8 * RATE);

        assertThat(listen(RATE, padded).centroidHz())
                .isCloseTo(listen(RATE, tone).centroidHz(), within(BIN));
    }

    @Test
    void result_doesNotDependOnBlockSizes() {
        float[] samples = Signals.noise(4, 0.3, 2 * RATE);
        TimbreAnalyzer pieces = new TimbreAnalyzer(RATE);
        Random random = new Random(2);
        for (int done = 0; done < samples.length; ) {
            int count = Math.min(1 + random.nextInt(9000), samples.length - done);
            pieces.accept(Arrays.copyOfRange(samples, done, done + count), count);
            done += count;
        }

        assertThat(pieces.finish()).isEqualTo(listen(RATE, samples));
    }

    @Test
    void silenceOrOffsetOrTooLittle_hasNone() {
        assertNone(listen(RATE, new float[3 * RATE]));
        assertNone(listen(RATE, Signals.constant(0.5f, 3 * RATE)));
        assertNone(listen(RATE, Signals.noise(1, 0.5, 1000)));
        assertNone(listen(RATE, new float[0]));
    }

    private static void assertNone(TimbreFinding finding) {
        assertThat(finding.centroidHz()).isNull();
        assertThat(finding.contrastDb()).isEmpty();
        assertThat(finding.magnitudes()).isEmpty();
        assertThat(finding.reason()).isNotBlank();
    }

    private static TimbreFinding listen(int sampleRate, float[] samples) {
        TimbreAnalyzer analyzer = new TimbreAnalyzer(sampleRate);
        analyzer.accept(samples, samples.length);
        return analyzer.finish();
    }
}
