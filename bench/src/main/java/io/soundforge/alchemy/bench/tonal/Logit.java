package io.soundforge.alchemy.bench.tonal;

import java.util.Arrays;
import java.util.List;

/**
 * A conditional logit: each example offers the same choices, each choice has the same clues, and the odds of a choice are the
 * exponential of its clues' weighted sum. Fitted by Newton's method, in shorter steps where a whole one overshoots, with a small penalty on the weights' squares, towards
 * the weights it began with.
 */
final class Logit {
    private static final int STEPS = 25;
    private static final double SMALLEST_PART = 1e-6;

    /**
     * One choice that was made.
     *
     * @param clues by clue, then choice
     * @param truth the choice
     */
    record Example(double[][] clues, int truth) {}

    private final List<Example> examples;
    private final double[] prior;
    private final double penalty;
    private final double[] gradient;
    private final double[][] curvature;

    Logit(List<Example> examples, double[] prior, double penalty) {
        this.examples = examples;
        this.prior = prior.clone();
        this.penalty = penalty;
        this.gradient = new double[prior.length];
        this.curvature = new double[prior.length][prior.length];
    }

    /** The likeliest weights. */
    double[] fit() {
        double[] weights = prior.clone();
        for (int step = 0; step < STEPS; step++) {
            differentiate(weights);
            double[] move = solve();
            double before = objective(weights);
            double[] moved = moved(weights, move, 1);
            for (double part = .5; objective(moved) < before && part > SMALLEST_PART; part /= 2) {
                moved = moved(weights, move, part);
            }
            weights = moved;
        }
        return weights;
    }

    private static double[] moved(double[] weights, double[] move, double part) {
        double[] moved = weights.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += part * move[i];
        }
        return moved;
    }

    private double objective(double[] weights) {
        double away = 0;
        for (int i = 0; i < weights.length; i++) {
            away += (weights[i] - prior[i]) * (weights[i] - prior[i]);
        }
        return examples.size() * likelihood(examples, weights) - penalty * away / 2;
    }

    /** Mean log probability of the truth. */
    static double likelihood(List<Example> examples, double[] weights) {
        double sum = 0;
        for (Example example : examples) {
            sum += Math.log(odds(example, weights)[example.truth()]);
        }
        return sum / examples.size();
    }

    private static double[] odds(Example example, double[] weights) {
        double[] odds = new double[example.clues()[0].length];
        double most = Double.NEGATIVE_INFINITY;
        for (int choice = 0; choice < odds.length; choice++) {
            for (int i = 0; i < weights.length; i++) {
                odds[choice] += weights[i] * example.clues()[i][choice];
            }
            most = Math.max(most, odds[choice]);
        }
        double sum = 0;
        for (int choice = 0; choice < odds.length; choice++) {
            odds[choice] = Math.exp(odds[choice] - most);
            sum += odds[choice];
        }
        for (int choice = 0; choice < odds.length; choice++) {
            odds[choice] /= sum;
        }
        return odds;
    }

    private void differentiate(double[] weights) {
        for (int i = 0; i < weights.length; i++) {
            gradient[i] = penalty * (prior[i] - weights[i]);
            Arrays.fill(curvature[i], 0);
            curvature[i][i] = penalty;
        }
        for (Example example : examples) {
            double[] odds = odds(example, weights);
            double[] means = new double[weights.length];
            for (int i = 0; i < weights.length; i++) {
                for (int choice = 0; choice < odds.length; choice++) {
                    means[i] += odds[choice] * example.clues()[i][choice];
                }
                gradient[i] += example.clues()[i][example.truth()] - means[i];
            }
            addCurvature(example, odds, means);
        }
    }

    private void addCurvature(Example example, double[] odds, double[] means) {
        for (int i = 0; i < means.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = -means[i] * means[j];
                for (int choice = 0; choice < odds.length; choice++) {
                    sum += odds[choice] * example.clues()[i][choice] * example.clues()[j][choice];
                }
                curvature[i][j] += sum;
                curvature[j][i] = curvature[i][j];
            }
        }
    }

    /** Solves curvature · move = gradient by Cholesky's decomposition. */
    private double[] solve() {
        int n = gradient.length;
        double[][] root = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = curvature[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= root[i][k] * root[j][k];
                }
                root[i][j] = i == j ? Math.sqrt(sum) : sum / root[j][j];
            }
        }
        double[] move = gradient.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                move[i] -= root[i][k] * move[k];
            }
            move[i] /= root[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                move[i] -= root[k][i] * move[k];
            }
            move[i] /= root[i][i];
        }
        return move;
    }
}
