package io.soundforge.alchemy.launcher.figures;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.soundforge.alchemy.platform.figures.Figure;
import io.soundforge.alchemy.platform.figures.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Figures in a registry of meters. A label that has taken {@value #MOST_VALUES} values takes no more: later ones count as
 * {@code other}, so that no mistake makes it grow without end.
 */
final class PrometheusFigures implements Figures {
    static final int MOST_VALUES = 64;

    private static final Duration[] QUICK = seconds(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5);
    private static final Duration[] LONG = seconds(0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600);

    private final MeterRegistry registry;
    private final ConcurrentMap<Key, Counter> counters = new ConcurrentHashMap<>();
    private final ConcurrentMap<Key, Timer> timers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Key, Latest> gauges = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, ConcurrentMap<String, String>> known = new ConcurrentHashMap<>();

    PrometheusFigures(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Key(Figure figure, List<String> labels) {}

    /** Whoever gave the gauge last. */
    private static final class Latest {
        private volatile DoubleSupplier value = () -> Double.NaN;

        double now() {
            return value.getAsDouble();
        }
    }

    @Override
    public void add(Figure figure, double amount, String... labels) {
        counters.computeIfAbsent(key(figure, labels), this::counter).increment(amount);
    }

    @Override
    public void took(Figure figure, long nanos, String... labels) {
        timers.computeIfAbsent(key(figure, labels), this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void gauge(Figure figure, DoubleSupplier value, String... labels) {
        gauges.computeIfAbsent(key(figure, labels), this::gauge).value = value;
    }

    private Counter counter(Key key) {
        return Counter.builder(key.figure().title())
                .description(key.figure().help())
                .tags(tags(key))
                .register(registry);
    }

    private Timer timer(Key key) {
        return Timer.builder(key.figure().title())
                .description(key.figure().help())
                .tags(tags(key))
                .serviceLevelObjectives(key.figure().sort() == Figure.Sort.QUICK ? QUICK : LONG)
                .register(registry);
    }

    private Latest gauge(Key key) {
        Latest latest = new Latest();
        Gauge.builder(key.figure().title(), latest, Latest::now)
                .description(key.figure().help())
                .tags(tags(key))
                .strongReference(true)
                .register(registry);
        return latest;
    }

    private Key key(Figure figure, String... labels) {
        if (labels.length != figure.labels().size()) {
            throw new IllegalArgumentException(
                    figure + " has the labels " + figure.labels() + "; got " + Arrays.toString(labels));
        }
        List<String> bounded = new ArrayList<>(labels.length);
        for (int i = 0; i < labels.length; i++) {
            bounded.add(bounded(figure.title() + "/" + figure.labels().get(i), labels[i]));
        }
        return new Key(figure, bounded);
    }

    private String bounded(String label, String value) {
        ConcurrentMap<String, String> values = known.computeIfAbsent(label, first -> new ConcurrentHashMap<>());
        if (values.containsKey(value)) {
            return value;
        }
        if (values.size() >= MOST_VALUES) {
            return "other";
        }
        values.put(value, value);
        return value;
    }

    private static List<Tag> tags(Key key) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < key.labels().size(); i++) {
            tags.add(Tag.of(key.figure().labels().get(i), key.labels().get(i)));
        }
        return tags;
    }

    private static Duration[] seconds(double... values) {
        return Arrays.stream(values)
                .mapToObj(value -> Duration.ofNanos(Math.round(value * 1e9)))
                .toArray(Duration[]::new);
    }
}
