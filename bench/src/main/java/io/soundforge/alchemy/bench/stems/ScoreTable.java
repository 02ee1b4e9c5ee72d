package io.soundforge.alchemy.bench.stems;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One printed line per song and way to separate; then the means over songs. Stems without a reference do not count. */
final class ScoreTable {
    /** SDR and SI-SDR of each stem. */
    private final Map<String, List<double[][]>> scores = new LinkedHashMap<>();

    ScoreTable() {
        System.out.printf("%-12s %-9s", "song", "by");
        for (String stem : TrueStems.NAMES) {
            System.out.printf(" %14s", stem);
        }
        System.out.printf(" %14s   (SDR / SI-SDR in dB)%n", "mean");
    }

    void add(String song, String by, float[][][] truth, float[][][] estimates) {
        double[][] score = new double[2][truth.length];
        for (int s = 0; s < truth.length; s++) {
            score[0][s] = Scores.sdr(truth[s], estimates[s]);
            score[1][s] = Scores.siSdr(truth[s], estimates[s]);
        }
        scores.computeIfAbsent(by, key -> new ArrayList<>()).add(score);
        print(song, by, score);
    }

    /** The mean over songs of each stem, and of the songs' means. */
    void printMeans() {
        scores.forEach((by, songs) -> {
            double[][] mean = new double[2][TrueStems.NAMES.size()];
            for (int measure = 0; measure < 2; measure++) {
                for (int s = 0; s < mean[measure].length; s++) {
                    double[] column = new double[songs.size()];
                    for (int i = 0; i < column.length; i++) {
                        column[i] = songs.get(i)[measure][s];
                    }
                    mean[measure][s] = mean(column);
                }
            }
            print("MEAN", by, mean);
        });
    }

    private static void print(String song, String by, double[][] score) {
        System.out.printf("%-12s %-9s", song, by);
        for (int s = 0; s < score[0].length; s++) {
            System.out.printf(" %6.2f /%6.2f", score[0][s], score[1][s]);
        }
        System.out.printf(" %6.2f /%6.2f%n", mean(score[0]), mean(score[1]));
    }

    private static double mean(double[] values) {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return sum / count;
    }
}
