package io.soundforge.alchemy.bench.analysis.fit;

import java.util.List;

/**
 * One choice among alternatives, some of which are right.
 *
 * @param style of the piece it comes from
 * @param options at least one
 */
record Choice(String style, List<Option> options) {
    /**
     * An alternative.
     *
     * @param features the numbers that are weighed
     * @param offset added to its score whatever the weights
     * @param right whether it should be chosen
     * @param worth what choosing it would score, 0 to 1
     */
    record Option(double[] features, double offset, boolean right, double worth) {}

    boolean isDecidable() {
        return options.stream().anyMatch(Option::right) && options.stream().anyMatch(option -> !option.right());
    }
}
