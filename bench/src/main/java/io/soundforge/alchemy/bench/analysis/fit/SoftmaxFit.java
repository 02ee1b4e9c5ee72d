package io.soundforge.alchemy.bench.analysis.fit;

import java.util.List;

/**
 * Softmax regression: weights under which the right options together become as likely as can be, less a penalty on their
 * squares (each relative to its feature's spread), by accelerated gradient ascent. The same choices give the same weights.
 */
final class SoftmaxFit {
    private static final int ROUNDS = 3000;
    private static final double STEP = 0.25;
    private static final double MOMENTUM = 0.95;
    private static final double LEAST_SPREAD = 1e-6;

    private SoftmaxFit() {}

    /** The weights; {@code ridge} is the penalty per choice on squares of standardised weights, such as 0.002. */
    static double[] weights(List<Choice> choices, double ridge) {
        double[] spread = spread(choices);
        int size = spread.length;
        double[] weights = new double[size];
        double[] speed = new double[size];
        for (int round = 0; round < ROUNDS; round++) {
            double[] slope = slope(choices, weights, spread);
            for (int i = 0; i < size; i++) {
                speed[i] = MOMENTUM * speed[i] + STEP * (1 - MOMENTUM) * (slope[i] - 2 * ridge * weights[i]);
                weights[i] += speed[i];
            }
        }
        for (int i = 0; i < size; i++) {
            weights[i] = spread[i] > LEAST_SPREAD ? weights[i] / spread[i] : 0;
        }
        return weights;
    }

    /** Index of the option with the highest score. */
    static int best(Choice choice, double[] weights) {
        int best = 0;
        for (int o = 1; o < choice.options().size(); o++) {
            best = score(choice.options().get(o), weights)
                            > score(choice.options().get(best), weights)
                    ? o
                    : best;
        }
        return best;
    }

    private static double score(Choice.Option option, double[] weights) {
        double score = option.offset();
        for (int i = 0; i < weights.length; i++) {
            score += weights[i] * option.features()[i];
        }
        return score;
    }

    private static double[] slope(List<Choice> choices, double[] weights, double[] spread) {
        double[] scaled = new double[weights.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = spread[i] > LEAST_SPREAD ? weights[i] / spread[i] : 0;
        }
        double[] slope = new double[weights.length];
        for (Choice choice : choices) {
            add(choice, scaled, slope);
        }
        for (int i = 0; i < slope.length; i++) {
            slope[i] = spread[i] > LEAST_SPREAD ? slope[i] / spread[i] / choices.size() : 0;
        }
        return slope;
    }

    /** Adds what the right options expect of every feature beyond what all options do. */
    private static void add(Choice choice, double[] weights, double[] slope) {
        double highest = Double.NEGATIVE_INFINITY;
        double[] scores = new double[choice.options().size()];
        for (int o = 0; o < scores.length; o++) {
            scores[o] = score(choice.options().get(o), weights);
            highest = Math.max(highest, scores[o]);
        }
        double all = 0;
        double right = 1e-300;
        for (int o = 0; o < scores.length; o++) {
            scores[o] = Math.exp(Math.max(-500, scores[o] - highest));
            all += scores[o];
            right += choice.options().get(o).right() ? scores[o] : 0;
        }
        for (int o = 0; o < scores.length; o++) {
            Choice.Option option = choice.options().get(o);
            double pull = (option.right() ? scores[o] / right : 0) - scores[o] / all;
            for (int i = 0; i < slope.length; i++) {
                slope[i] += pull * option.features()[i];
            }
        }
    }

    /** Standard deviation of every feature inside choices. */
    private static double[] spread(List<Choice> choices) {
        double[] squares = new double[choices.get(0).options().get(0).features().length];
        long count = 0;
        for (Choice choice : choices) {
            for (int i = 0; i < squares.length; i++) {
                double mean = 0;
                for (Choice.Option option : choice.options()) {
                    mean += option.features()[i] / choice.options().size();
                }
                for (Choice.Option option : choice.options()) {
                    squares[i] += (option.features()[i] - mean) * (option.features()[i] - mean);
                }
            }
            count += choice.options().size();
        }
        for (int i = 0; i < squares.length; i++) {
            squares[i] = Math.sqrt(squares[i] / count);
        }
        return squares;
    }
}
