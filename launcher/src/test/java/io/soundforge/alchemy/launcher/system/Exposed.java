package io.soundforge.alchemy.launcher.system;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Figures as Prometheus reads them: lines of {@code name{label="value",…} number}. */
record Exposed(String text) {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One line. */
    record Sample(String name, Map<String, String> labels, double value) {
        boolean is(String wanted, Map<String, String> some) {
            return name.equals(wanted) && labels.entrySet().containsAll(some.entrySet());
        }
    }

    List<Sample> samples() {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(Exposed::sample)
                .toList();
    }

    /** The labels that the lines of each name have. */
    Map<String, Set<String>> labels() {
        Map<String, Set<String>> labels = new TreeMap<>();
        samples().forEach(sample -> labels.computeIfAbsent(sample.name(), name -> new TreeSet<>())
                .addAll(sample.labels().keySet()));
        return labels;
    }

    boolean has(String name, String... labels) {
        return samples().stream().anyMatch(sample -> sample.is(name, pairs(labels)));
    }

    /** The number of the one line with these labels, given as name and value in turn. */
    double value(String name, String... labels) {
        List<Sample> found = samples().stream()
                .filter(sample -> sample.is(name, pairs(labels)))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one line of " + name + " with " + pairs(labels) + "; got " + found);
        }
        return found.get(0).value();
    }

    private static Map<String, String> pairs(String... labels) {
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            pairs.put(labels[i], labels[i + 1]);
        }
        return pairs;
    }

    private static Sample sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new AssertionError("no line of figures: " + line);
        }
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3)));
    }
}
