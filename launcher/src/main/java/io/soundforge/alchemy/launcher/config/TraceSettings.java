package io.soundforge.alchemy.launcher.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where traces are told.
 *
 * @param collector base address of a collector that takes OTLP over HTTP; null for no traces
 * @param service what this process is called there
 * @param ratio the part of all traces that begin here which is told, 0 to 1
 */
public record TraceSettings(@Nullable URI collector, String service, double ratio) {
    private static final String RATIO = "0|1|0?\\.[0-9]{1,9}|[01]\\.0{1,9}";

    static TraceSettings read(Values values) {
        String collector = values.url(ConfigKey.OTEL_EXPORTER_OTLP_ENDPOINT, List.of("http", "https"));
        String service = values.text(ConfigKey.OTEL_SERVICE_NAME);
        return new TraceSettings(
                collector == null ? null : URI.create(collector),
                service == null ? ConfigKey.OTEL_SERVICE_NAME.defaultText() : service,
                ratio(values));
    }

    private static double ratio(Values values) {
        String text = values.text(ConfigKey.OTEL_TRACES_SAMPLER_ARG);
        if (text == null) {
            return 1;
        }
        if (!text.matches(RATIO)) {
            values.refuse(ConfigKey.OTEL_TRACES_SAMPLER_ARG, "a number from 0 to 1 like 0.1");
            return 1;
        }
        return Double.parseDouble(text.matches("\\..*") ? "0" + text : text);
    }
}
