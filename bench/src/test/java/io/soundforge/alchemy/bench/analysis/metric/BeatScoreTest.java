package io.soundforge.alchemy.bench.analysis.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The expected values are those of mir_eval 0.8.2 for the same beats. */
class BeatScoreTest {
    private static final double[] TRUTH = beats(0, 0.5, 120);

    @Test
    void sameBeats_areAllRight() {
        assertScore(TRUTH, 1, 1, 1, 1, 1);
    }

    @Test
    void sixtyMillisecondsLate_isInsideTheWindow() {
        assertScore(beats(0.06, 0.5, 120), 1, 1, 1, 1, 1);
    }

    @Test
    void eightyMillisecondsLate_isOutsideTheWindowButContinuous() {
        assertScore(beats(0.08, 0.5, 120), 0, 1, 1, 1, 1);
    }

    @Test
    void twiceAsMany_areRightOnAnotherLevel() {
        assertScore(beats(0, 0.25, 240), 0.6667, 0, 0, 0.9955, 0.9955);
    }

    @Test
    void halfAsMany_areRightOnAnotherLevel() {
        assertScore(beats(0, 1, 60), 0.6667, 0, 0, 1, 1);
    }

    @Test
    void offBeats_areRightOnAnotherLevel() {
        assertScore(beats(0.25, 0.5, 120), 0, 0, 0, 0.9909, 0.9909);
    }

    @Test
    void gapInTheMiddle_breaksTheRun() {
        double[] found = DoubleStream.concat(Arrays.stream(TRUTH, 0, 60), Arrays.stream(TRUTH, 70, 120))
                .toArray();

        BeatScore score = BeatScore.of(TRUTH, found);

        assertThat(score.fMeasure()).isCloseTo(0.9524, within(1e-4));
        assertThat(score.cmlc()).isCloseTo(0.4545, within(1e-4));
        assertThat(score.cmlt()).isCloseTo(0.9, within(1e-4));
    }

    @Test
    void tooSlow_isRightOnlyWhereTheTwoMeet() {
        assertScore(beats(0.0013, 0.513, 117), 0.2673, 0.1273, 0.3182, 0.1284, 0.3670);
    }

    @Test
    void noBeats_scoreNothing() {
        assertScore(new double[0], 0, 0, 0, 0, 0);
    }

    private static void assertScore(double[] found, double f, double cmlc, double cmlt, double amlc, double amlt) {
        BeatScore score = BeatScore.of(TRUTH, found);
        assertThat(score.fMeasure()).isCloseTo(f, within(1e-4));
        assertThat(score.cmlc()).isCloseTo(cmlc, within(1e-4));
        assertThat(score.cmlt()).isCloseTo(cmlt, within(1e-4));
        assertThat(score.amlc()).isCloseTo(amlc, within(1e-4));
        assertThat(score.amlt()).isCloseTo(amlt, within(1e-4));
    }

    private static double[] beats(double first, double period, int count) {
        return IntStream.range(0, count).mapToDouble(i -> first + i * period).toArray();
    }
}
