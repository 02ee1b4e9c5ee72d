package io.soundforge.alchemy.launcher.figures;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.vertx.core.http.HttpMethod;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Vert.x measures, and under which labels: routes as they are written in the program, never paths, addresses or
 * peers, which callers choose.
 */
final class VertxFigures {
    private static final int MOST_ROUTES = 400;
    /** Names that clients without one are given, another each time. */
    private static final Pattern DRAWN = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final double[] ANSWER_SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
    private static final Set<String> METHODS =
            HttpMethod.values().stream().map(HttpMethod::name).collect(Collectors.toUnmodifiableSet());

    private VertxFigures() {}

    static MicrometerMetricsOptions options() {
        return new MicrometerMetricsOptions()
                .setEnabled(true)
                .setJvmMetricsEnabled(false) // bound once for the process
                .setLabels(EnumSet.of(
                        Label.HTTP_METHOD,
                        Label.HTTP_CODE,
                        Label.HTTP_ROUTE,
                        Label.EB_SIDE,
                        Label.POOL_TYPE,
                        Label.POOL_NAME))
                .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
                .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
                .addDisabledMetricsCategory(MetricsDomain.DATAGRAM_SOCKET);
    }

    static void bound(MeterRegistry registry) {
        registry.config()
                .meterFilter(MeterFilter.replaceTagValues(
                        Label.HTTP_METHOD.toString(), method -> METHODS.contains(method) ? method : "other"))
                .meterFilter(MeterFilter.maximumAllowableTags(
                        "vertx.http.server", Label.HTTP_ROUTE.toString(), MOST_ROUTES, MeterFilter.deny()))
                .meterFilter(MeterFilter.replaceTagValues(
                        Label.POOL_NAME.toString(), name -> DRAWN.matcher(name).matches() ? "unnamed" : name))
                // Registered once for every connection, which the registry complains of.
                .meterFilter(MeterFilter.denyNameStartsWith("vertx.sql.processing.pending"))
                .meterFilter(new Buckets());
    }

    private static final class Buckets implements MeterFilter {
        @Override
        public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
            if (!id.getName().equals("vertx.http.server.response.time")) {
                return config;
            }
            double[] nanos = new double[ANSWER_SECONDS.length];
            for (int i = 0; i < nanos.length; i++) {
                nanos[i] = ANSWER_SECONDS[i] * 1e9;
            }
            return DistributionStatisticConfig.builder()
                    .serviceLevelObjectives(nanos)
                    .build()
                    .merge(config);
        }
    }
}
