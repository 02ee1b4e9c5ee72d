package io.soundforge.alchemy.launcher.figures;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.soundforge.alchemy.platform.database.SlowStatements;
import io.soundforge.alchemy.platform.database.StatementWatch;
import io.soundforge.alchemy.platform.figures.Exposition;
import io.soundforge.alchemy.platform.figures.Figures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One registry for everything that is counted in this process: by Vert.x, by the virtual machine, by ourselves. */
public final class Instruments {
    private final PrometheusMeterRegistry registry;
    private final Figures figures;
    private final AtomicReference<@Nullable Exposition> exposition = new AtomicReference<>();

    private Instruments(PrometheusMeterRegistry registry) {
        this.registry = registry;
        this.figures = new PrometheusFigures(registry);
    }

    /** @param version of the program */
    public static Instruments of(String version) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        VertxFigures.bound(registry);
        Instruments instruments = new Instruments(registry);
        ProcessFigures.bind(registry, instruments.figures, version);
        Beginnings.of(instruments.figures);
        return instruments;
    }

    public Figures figures() {
        return figures;
    }

    /**
     * Has a Vert.x that is about to be built measure what it does.
     *
     * @param slowStatement from which on the log tells of a statement's time; zero for never
     */
    public VertxBuilder measure(VertxBuilder builder, VertxOptions options, Duration slowStatement) {
        MicrometerMetricsFactory measured = new MicrometerMetricsFactory(registry);
        return builder.with(options.setMetricsOptions(VertxFigures.options()))
                .withMetrics(slowStatement.isZero() ? measured : watching(measured, slowStatement));
    }

    private static VertxMetricsFactory watching(VertxMetricsFactory measured, Duration slowStatement) {
        SlowStatements slow = new SlowStatements(slowStatement);
        return options -> new StatementWatch(measured.metrics(options), slow);
    }

    /**
     * From now on figures can be told.
     *
     * @param looked brings those up to date that are looked up only when somebody asks; never fails
     */
    public void watch(Vertx vertx, Supplier<Future<Void>> looked) {
        exposition.set(() -> looked.get()
                .compose(fresh -> vertx.executeBlocking(() -> registry.scrape(Exposition.CONTENT_TYPE), false)));
    }

    public Exposition exposition() {
        return () -> {
            Exposition ready = exposition.get();
            return ready == null ? Future.failedFuture("figures cannot be told yet") : ready.text();
        };
    }

    MeterRegistry registry() {
        return registry;
    }
}
