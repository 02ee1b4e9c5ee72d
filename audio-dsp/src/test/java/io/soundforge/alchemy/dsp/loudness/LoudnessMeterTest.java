package io.soundforge.alchemy.dsp.loudness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases of EBU Tech 3341 and 3342 that can be synthesised, with the tolerances given there. */
class LoudnessMeterTest {
    private static final int RATE = 48_000;
    private static final double TENTH = 0.1;

    private final LoudnessMeter meter = new LoudnessMeter(RATE, 2);
    private final Tone tone = new Tone(meter, RATE, 2, 1000);

    @ParameterizedTest
    @CsvSource({"-23", "-33"})
    void steadyTone_cases3341_1and2_readsTheSameOnAllScales(double level) {
        Loudness loudness = finish(tone.play(20, level));

        assertThat(loudness.integratedLufs()).isCloseTo(level, within(TENTH));
        assertThat(loudness.maxMomentaryLufs()).isCloseTo(level, within(TENTH));
        assertThat(loudness.maxShortTermLufs()).isCloseTo(level, within(TENTH));
        assertThat(loudness.rangeLu()).isCloseTo(0, within(TENTH));
        assertThat(loudness.truePeakDbtp()).isCloseTo(level, within(TENTH));
    }

    @Test
    void quietEnds_case3341_3_areGatedOutRelatively() {
        tone.play(10, -36).play(60, -23).play(10, -36);

        assertThat(finish(tone).integratedLufs()).isCloseTo(-23, within(TENTH));
    }

    @Test
    void veryQuietEnds_case3341_4_areGatedOutAbsolutely() {
        tone.play(10, -72).play(10, -36).play(60, -23).play(10, -36).play(10, -72);

        assertThat(finish(tone).integratedLufs()).isCloseTo(-23, within(TENTH));
    }

    @Test
    void slightlyQuieterEnds_case3341_5_count() {
        tone.play(20, -26).play(20.1, -20).play(20, -26);

        assertThat(finish(tone).integratedLufs()).isCloseTo(-23, within(TENTH));
    }

    @ParameterizedTest
    @CsvSource({"5", "6"})
    void surround_case3341_6_isWeightedByChannel(int channels) {
        double[] five = {-28, -28, -24, -30, -30};
        // A full-scale tone in the channel for low frequencies must not be heard.
        double[] six = {-28, -28, -24, 0, -30, -30};
        LoudnessMeter surround = new LoudnessMeter(RATE, channels);
        new Tone(surround, RATE, channels, 1000).play(20, channels == 5 ? five : six);

        assertThat(surround.finish().integratedLufs()).isCloseTo(-23, within(TENTH));
    }

    @Test
    void shortTerm_case3341_9_spansThreeSeconds() {
        for (int i = 0; i < 5; i++) {
            tone.play(1.34, -20).play(1.66, -30);
        }

        assertThat(finish(tone).maxShortTermLufs()).isCloseTo(-23, within(TENTH));
    }

    @Test
    void momentary_case3341_12_spans400Milliseconds() {
        for (int i = 0; i < 25; i++) {
            tone.play(0.18, -20).play(0.22, -30);
        }

        assertThat(finish(tone).maxMomentaryLufs()).isCloseTo(-23, within(TENTH));
    }

    @ParameterizedTest
    @CsvSource({"0", "7", "13", "19"})
    void momentary_case3341_13_findsTheToneWhereverItBegins(int i) {
        tone.play(i * 0.02, -200).play(0.4, -23).play(1, -200);

        assertThat(finish(tone).maxMomentaryLufs()).isCloseTo(-23, within(TENTH));
    }

    @ParameterizedTest
    @CsvSource({"4, 0, 0.5, -6", "4, 45, 0.5, -6", "6, 60, 0.5, -6", "8, 67.5, 0.5, -6", "4, 45, 1.41, 3"})
    void truePeak_cases3341_15to19_liesBetweenTheSamples(int divisor, double degrees, double peak, double expected) {
        int count = RATE;
        float[][] samples = new float[2][count];
        for (int i = 0; i < count; i++) {
            double fade = Math.min(1, Math.min(i, count - 1 - i) / (0.01 * RATE));
            double angle = 2 * Math.PI * i / divisor + Math.toRadians(degrees);
            samples[0][i] = (float) (peak * fade * Math.sin(angle));
            samples[1][i] = samples[0][i];
        }
        meter.process(samples, count);

        assertThat(meter.finish().truePeakDbtp()).isBetween(expected - 0.4, expected + 0.2);
    }

    @ParameterizedTest
    @CsvSource({"-20, -30, 10", "-20, -15, 5", "-40, -20, 20"})
    void range_cases3342_1to3_isTheDistanceOfTheLevels(double first, double second, double expected) {
        tone.play(20, first).play(20, second);

        assertThat(finish(tone).rangeLu()).isCloseTo(expected, within(1.0));
    }

    @Test
    void range_case3342_4_leavesOutTheSoftest() {
        tone.play(20, -50).play(20, -35).play(20, -20).play(20, -35).play(20, -50);

        assertThat(finish(tone).rangeLu()).isCloseTo(15, within(1.0));
    }

    @ParameterizedTest
    @CsvSource({"8000", "11025", "22050", "44100", "88200", "96000", "192000"})
    void calibrationTone_anyRate_readsItsLevel(int sampleRate) {
        LoudnessMeter other = new LoudnessMeter(sampleRate, 2);
        new Tone(other, sampleRate, 2, 1000).play(4, -18);

        Loudness loudness = other.finish();

        // At 8 kHz the bilinear transform bends the shelf a little; from 11 kHz on the tolerance of the standard holds.
        assertThat(loudness.integratedLufs()).isCloseTo(-18, within(sampleRate < 11_000 ? 0.25 : TENTH));
        assertThat(loudness.truePeakDbtp()).isCloseTo(-18, within(TENTH));
    }

    @Test
    void mono_isOneChannel_andReadsThreeLuLess() {
        LoudnessMeter mono = new LoudnessMeter(RATE, 1);
        new Tone(mono, RATE, 1, 1000).play(4, -18);

        assertThat(mono.finish().integratedLufs()).isCloseTo(-21.0, within(TENTH));
    }

    @Test
    void silence_hasNoLoudness() {
        meter.process(new float[2][5 * RATE], 5 * RATE);

        assertThat(meter.finish()).isEqualTo(new Loudness(null, null, null, null, null));
    }

    @Test
    void lessThanABlock_hasOnlyATruePeak() {
        Loudness loudness = finish(tone.play(0.3, -23));

        assertThat(loudness.integratedLufs()).isNull();
        assertThat(loudness.rangeLu()).isNull();
        assertThat(loudness.truePeakDbtp()).isCloseTo(-23, within(TENTH));
    }

    @Test
    void result_doesNotDependOnBlockSizes() {
        Random random = new Random(1);
        float[][] noise = new float[2][3 * RATE];
        for (int i = 0; i < noise[0].length; i++) {
            noise[0][i] = random.nextFloat() - 0.5f;
            noise[1][i] = random.nextFloat() - 0.5f;
        }
        meter.process(noise, noise[0].length);
        LoudnessMeter pieces = new LoudnessMeter(RATE, 2);
        for (int done = 0; done < noise[0].length; ) {
            int count = Math.min(1 + random.nextInt(3000), noise[0].length - done);
            pieces.process(
                    new float[][] {
                        Arrays.copyOfRange(noise[0], done, done + count),
                        Arrays.copyOfRange(noise[1], done, done + count)
                    },
                    count);
            done += count;
        }

        assertThat(pieces.finish()).isEqualTo(meter.finish());
    }

    @Test
    void channelsOrRate_outOfRange_areRefused() {
        assertThatThrownBy(() -> new LoudnessMeter(RATE, 9)).hasMessageContaining("got 9");
        assertThatThrownBy(() -> new LoudnessMeter(3000, 1)).hasMessageContaining("got 3000");
    }

    /** The tone is fed while the argument is evaluated. */
    private Loudness finish(Tone fed) {
        assertThat(fed).isSameAs(tone);
        return meter.finish();
    }
}
