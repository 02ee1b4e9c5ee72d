package io.soundforge.alchemy.bench.tonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogitTest {
    private static final double[] TRUE_WEIGHTS = {2, -1, 0.5};

    @Test
    void weights_ofChoicesThatWereDrawnByThem_areFoundAgain() {
        List<Logit.Example> examples = drawn(4000);

        double[] weights = new Logit(examples, new double[3], 0.1).fit();

        assertThat(weights).containsExactly(TRUE_WEIGHTS, within(0.15));
        assertThat(Logit.likelihood(examples, weights))
                .isGreaterThanOrEqualTo(Logit.likelihood(examples, TRUE_WEIGHTS));
    }

    @Test
    void choicesThatTheCluesDecideWholly_giveFiniteWeights() {
        List<Logit.Example> examples = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            examples.add(new Logit.Example(new double[][] {{1, 0, 0}}, 0));
        }

        double[] weights = new Logit(examples, new double[1], 1).fit();

        assertThat(weights[0]).isBetween(2.0, 10.0);
    }

    private static List<Logit.Example> drawn(int count) {
        Random random = new Random(11);
        List<Logit.Example> examples = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            double[][] clues = new double[TRUE_WEIGHTS.length][4];
            int best = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int choice = 0; choice < 4; choice++) {
                // Gumbel noise makes the best choice one of a logit.
                double value = -Math.log(-Math.log(random.nextDouble()));
                for (int i = 0; i < clues.length; i++) {
                    clues[i][choice] = random.nextGaussian();
                    value += TRUE_WEIGHTS[i] * clues[i][choice];
                }
                best = value > most ? choice : best;
                most = Math.max(most, value);
            }
            examples.add(new Logit.Example(clues, best));
        }
        return examples;
    }
}
