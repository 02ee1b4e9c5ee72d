package io.soundforge.alchemy.dsp.demucs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTransformTest {
    private static final int TRAINED = 343_980;
    private static final double TOLERANCE = 1e-6;

    @ParameterizedTest
    @ValueSource(ints = {3000, 5120, 5121})
    void everyBinOfEveryFrame_agreesWithTheDefinition(int samples) {
        float[][] segment = Signals.stereoNoise(1, 1, samples);
        Spectra spectra = Spectra.of(segment);
        DirectTransform direct = new DirectTransform(samples);
        for (int channel = 0; channel < 2; channel++) {
            double[] padded = direct.padTwice(segment[channel]);
            for (int frame = 0; frame < direct.frames(); frame++) {
                for (int bin = 0; bin < 2048; bin++) {
                    assertBin(direct.bin(padded, frame, bin), spectra, channel, frame, bin);
                }
            }
        }
    }

    @Test
    void trainedSegment_has336FramesThatAgreeWithTheDefinition_edgesIncluded() {
        float[][] segment = Signals.stereoNoise(2, 1, TRAINED);
        Spectra spectra = Spectra.of(segment);
        DirectTransform direct = new DirectTransform(TRAINED);
        assertThat(spectra.rows[0]).hasDimensions(336, 2048);
        assertThat(direct.frames()).isEqualTo(336);
        double[] padded = direct.padTwice(segment[1]);
        assertThat(padded).hasSize(347_136 + 4096);
        for (int frame : new int[] {0, 1, 2, 167, 333, 334, 335}) {
            for (int bin = 0; bin < 2048; bin += 23) {
                assertBin(direct.bin(padded, frame, bin), spectra, 1, frame, bin);
            }
        }
    }

    private static void assertBin(double[] expected, Spectra spectra, int channel, int frame, int bin) {
        assertThat((double) spectra.rows[2 * channel][frame][bin]).isCloseTo(expected[0], within(TOLERANCE));
        assertThat((double) spectra.rows[2 * channel + 1][frame][bin]).isCloseTo(expected[1], within(TOLERANCE));
    }

    @ParameterizedTest
    @ValueSource(ints = {3000, 5121})
    void wayBack_agreesWithTheDefinition_edgesIncluded(int samples) {
        Spectra spectra = Spectra.of(Signals.stereoNoise(3, 1, samples));
        float[][] sound = spectra.sound(samples);
        for (int channel = 0; channel < 2; channel++) {
            double[] expected =
                    new DirectTransform(samples).inverse(spectra.rows[2 * channel], spectra.rows[2 * channel + 1]);
            for (int i = 0; i < samples; i++) {
                assertThat((double) sound[channel][i]).isCloseTo(expected[i], within(TOLERANCE));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {TRAINED, 171_990, 10_000})
    void thereAndBack_isTheSame_awayFromTheEnds(int samples) {
        float[][] segment = {sine(0.7, 440, samples), sine(0.9, 9_999, samples)};
        float[][] back = Spectra.of(segment).sound(samples);
        for (int channel = 0; channel < 2; channel++) {
            for (int i = 1536; i < samples - 1536; i++) {
                // The mirror at the ends is a kink, which has a little content at the Nyquist frequency.
                boolean mirrorInSight = i < 3584 || i >= samples - 3584;
                assertThat(back[channel][i]).isCloseTo(segment[channel][i], within(mirrorInSight ? 2e-4f : 3e-7f));
            }
        }
    }

    @Test
    void noise_losesNothingButItsShareAtTheNyquistFrequency() {
        float[][] segment = Signals.stereoNoise(4, 1, 50_000);
        float[][] back = Spectra.of(segment).sound(50_000);
        double error = 0;
        double energy = 0;
        for (int i = 1536; i < 50_000 - 1536; i++) {
            error += Math.pow(back[0][i] - segment[0][i], 2);
            energy += Math.pow(segment[0][i], 2);
        }
        // One bin of 2049 carries about half of 1/2048 of the power: 1.6 % of the amplitude.
        assertThat(Math.sqrt(error / energy)).isBetween(0.005, 0.03);
    }

    @Test
    void sineInTheMiddleOfABin_peaksThereAtAQuarterOfTheFrameTimesTheScale() {
        int bin = 100;
        float[][] segment = {sine(1, bin * 44_100.0 / 4096, 20_000), new float[20_000]};
        Spectra spectra = Spectra.of(segment);
        for (int frame = 2; frame < 17; frame++) {
            // Half of the amplitude at each of the two frequencies, half of that for the window: 4096 / 4 / 64.
            assertThat(Math.sqrt(spectra.power(0, frame, bin))).isCloseTo(16, within(1e-4));
            assertThat(Math.sqrt(spectra.power(0, frame, bin + 1))).isCloseTo(8, within(1e-4));
            assertThat(Math.sqrt(spectra.power(0, frame, bin + 3))).isCloseTo(0, within(1e-4));
            assertThat(spectra.power(2, frame, bin)).isLessThan(1e-20);
        }
    }

    @Test
    void impulse_isSeenByTheFourFramesAroundIt() {
        float[][] segment = new float[2][20_480];
        segment[1][10_240] = 1;
        Spectra spectra = Spectra.of(segment);
        for (int frame = 0; frame < 20; frame++) {
            int position = 10_240 - (frame * 1024 - 1536);
            double weight = position < 0 || position >= 4096 ? 0 : 0.5 - 0.5 * Math.cos(Math.PI * position / 2048);
            assertThat(Math.sqrt(spectra.power(2, frame, 700))).isCloseTo(weight / 64, within(1e-8));
            assertThat(spectra.power(0, frame, 700)).isLessThan(1e-20);
        }
    }

    @Test
    void constant_isOneBinWithItsTwoNeighbours_inEveryFrame() {
        float[] ones = Signals.constant(1, 9000);
        Spectra spectra = Spectra.of(new float[][] {ones, ones});
        for (int frame = 0; frame < 9; frame++) {
            assertThat(spectra.rows[0][frame][0]).isEqualTo(32);
            assertThat(spectra.rows[0][frame][1]).isCloseTo(-16, within(1e-5f));
            assertThat(spectra.rows[0][frame][2]).isCloseTo(0, within(1e-5f));
            assertThat(spectra.rows[2][frame][0]).isEqualTo(32);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1023, 1536, 1537, 2048, 2559})
    void segmentShorterThanItsPadding_isLengthenedWithZeros(int samples) {
        float[] signal = Signals.constant(1, samples);
        double[] padded = new double[new SegmentFraming(samples).padded()];
        new SegmentFraming(samples).pad(signal, padded);
        for (int i = 0; i < samples; i++) {
            assertThat(padded[1536 + i]).isEqualTo(1);
        }
        int right = padded.length - samples - 1536;
        int zeros = Math.max(0, right - samples + 1);
        assertThat(padded[1536 + samples]).isEqualTo(zeros == 0 ? 1 : 0);
        assertThat(padded[1535]).isEqualTo(samples == 1 ? 0 : 1);
        float[][] back = Spectra.of(new float[][] {signal, signal}).sound(samples);
        assertThat(back[0]).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY);
    }

    @Test
    void wayBack_isAddedToWhatIsThere() {
        float[][] segment = {sine(0.5, 1000, 8192), sine(0.5, 1000, 8192)};
        Spectra spectra = Spectra.of(segment);
        float[][] added = {Signals.constant(0.25f, 8192), Signals.constant(0.25f, 8192)};
        new SegmentTransform(new SegmentFraming(8192)).addInverse(spectra::get, added);
        assertThat(added[0][4000]).isCloseTo(segment[0][4000] + 0.25f, within(1e-6f));
    }

    @Test
    void secondRun_givesTheSameBytes() {
        float[][] segment = Signals.stereoNoise(5, 1, 6000);
        SegmentTransform transform = new SegmentTransform(new SegmentFraming(6000));
        Spectra first = new Spectra(6);
        Spectra second = new Spectra(6);
        transform.forward(segment, first::put);
        transform.addInverse(first::get, new float[2][6000]);
        transform.forward(segment, second::put);
        assertThat(second.rows).isDeepEqualTo(first.rows);
    }

    @Test
    void emptySegment_isRefused() {
        assertThatThrownBy(() -> new SegmentFraming(0)).hasMessageContaining("got 0");
    }

    private static float[] sine(double amplitude, double hertz, int samples) {
        float[] sine = new float[samples];
        for (int i = 0; i < samples; i++) {
            sine[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / 44_100));
        }
        return sine;
    }
}
