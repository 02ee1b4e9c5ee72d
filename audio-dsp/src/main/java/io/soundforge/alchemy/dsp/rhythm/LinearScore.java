package io.soundforge.alchemy.dsp.rhythm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** A weighted sum of features, whose weights lie beside this class as plain text. */
final class LinearScore {
    private final double[] weights;

    private LinearScore(double[] weights) {
        this.weights = weights;
    }

    static LinearScore read(String name) {
        try (InputStream in = Objects.requireNonNull(LinearScore.class.getResourceAsStream(name + ".weights"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new LinearScore(text.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
                    .mapToDouble(Double::parseDouble)
                    .toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double of(double[] features) {
        if (features.length != weights.length) {
            throw new IllegalArgumentException("expected " + weights.length + " features; got " + features.length);
        }
        double sum = 0;
        for (int i = 0; i < features.length; i++) {
            sum += weights[i] * features[i];
        }
        return sum;
    }

    /** Shares of scores that sum to 1, the better the larger (softmax). */
    static double[] shares(double[] scores) {
        double highest = Arrays.stream(scores).max().orElse(0);
        double[] shares = Arrays.stream(scores).map(s -> Math.exp(s - highest)).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }
}
