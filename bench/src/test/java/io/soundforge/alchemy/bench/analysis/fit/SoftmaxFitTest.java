package io.soundforge.alchemy.bench.analysis.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoftmaxFitTest {
    /** Right is the option whose first feature is largest; the second is noise, the third always the same. */
    private static List<Choice> choices(int count) {
        Random random = new Random(7);
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] telling = random.doubles(4).toArray();
            int right = IntStream.range(0, 4)
                    .reduce((a, b) -> telling[a] >= telling[b] ? a : b)
                    .orElseThrow();
            List<Choice.Option> options = new ArrayList<>();
            for (int o = 0; o < 4; o++) {
                double[] features = {telling[o], random.nextGaussian(), 1};
                options.add(new Choice.Option(features, 0, o == right, o == right ? 1 : 0));
            }
            choices.add(new Choice("style", options));
        }
        return choices;
    }

    @Test
    void whatTells_isWeighed_andWhatDoesNotIsNot() {
        List<Choice> choices = choices(200);

        double[] weights = SoftmaxFit.weights(choices, 0.002);

        assertThat(weights[0]).isGreaterThan(5);
        assertThat(Math.abs(weights[1])).isLessThan(weights[0] / 10);
        assertThat(weights[2]).isZero();
        assertThat(choices)
                .filteredOn(c -> c.options().get(SoftmaxFit.best(c, weights)).right())
                .hasSizeGreaterThan(180);
    }

    @Test
    void largerPenalty_givesSmallerWeights() {
        assertThat(SoftmaxFit.weights(choices(50), 0.1)[0])
                .isPositive()
                .isLessThan(SoftmaxFit.weights(choices(50), 0.01)[0]);
    }

    @Test
    void sameChoices_giveTheSameWeights() {
        assertThat(SoftmaxFit.weights(choices(50), 0.01)).isEqualTo(SoftmaxFit.weights(choices(50), 0.01));
    }

    @Test
    void offsets_countWithWhateverWeights() {
        Choice.Option plain = new Choice.Option(new double[] {1}, 0, true, 1);
        Choice.Option absurd = new Choice.Option(new double[] {3}, -60, false, 0);

        assertThat(SoftmaxFit.best(new Choice("style", List.of(absurd, plain)), new double[] {10}))
                .isEqualTo(1);
    }
}
