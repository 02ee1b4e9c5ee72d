package io.soundforge.alchemy.dsp.structure;

import java.util.ArrayList;
import java.util.List;

/**
 * Names sections in the order of first appearance: a section takes the name of the earlier ones it is most like, if it differs from
 * them by less than what makes a border.
 */
final class SectionLabels {
    private static final int LETTERS = 26;

    private final SelfSimilarity similarity;
    private final List<Integer> borders;

    SectionLabels(SelfSimilarity similarity, List<Integer> borders) {
        this.similarity = similarity;
        this.borders = borders;
    }

    /** One number per section, from 0 on. */
    List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        int used = 0;
        for (int section = 0; section < borders.size() - 1; section++) {
            int number = nearest(section, numbers, used);
            used = Math.max(used, number + 1);
            numbers.add(number);
        }
        return numbers;
    }

    /** {@code A} … {@code Z}, then {@code AA}, {@code AB}, …. */
    static String name(int number) {
        String last = String.valueOf((char) ('A' + number % LETTERS));
        return number < LETTERS ? last : name(number / LETTERS - 1) + last;
    }

    private int nearest(int section, List<Integer> numbers, int used) {
        int nearest = used;
        double least = SectionBorders.FAINTEST;
        for (int number = 0; number < used; number++) {
            double difference = difference(section, number, numbers);
            if (difference < least) {
                least = difference;
                nearest = number;
            }
        }
        return nearest;
    }

    /** The mean over the earlier sections with this number. */
    private double difference(int section, int number, List<Integer> numbers) {
        double sum = 0;
        int count = 0;
        for (int earlier = 0; earlier < section; earlier++) {
            if (numbers.get(earlier) == number) {
                sum += difference(section, earlier);
                count++;
            }
        }
        return sum / count;
    }

    /** How much more the units of each are like each other than like those of the other; about 0 for repetitions. */
    private double difference(int a, int b) {
        return (mean(a, a) + mean(b, b)) / 2 - mean(a, b);
    }

    private double mean(int a, int b) {
        return similarity.mean(borders.get(a), borders.get(a + 1), borders.get(b), borders.get(b + 1));
    }
}
