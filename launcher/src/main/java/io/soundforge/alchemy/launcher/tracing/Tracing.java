package io.soundforge.alchemy.launcher.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.soundforge.alchemy.launcher.config.TraceSettings;
import io.soundforge.alchemy.platform.tracing.Traces;
import io.vertx.core.VertxBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Follows what this process does, if a collector is configured; else nothing of it exists. Spans wait in a queue of
 * bounded length for a thread of their own to send them: what finds no place there is dropped, and nothing waits for the
 * collector.
 */
public interface Tracing extends AutoCloseable {
    Tracing OFF = new Tracing() {
        @Override
        public Traces traces() {
            return Traces.NONE;
        }

        @Override
        public VertxBuilder follow(VertxBuilder builder) {
            return builder;
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    };

    /** Where our own code tells what it does. */
    Traces traces();

    /** Has a Vert.x that is about to be built tell what it does. */
    VertxBuilder follow(VertxBuilder builder);

    /** Sends what is left, for some seconds at most; blocks. */
    @Override
    void close();

    /** @param node the name of this process among others */
    static Tracing of(TraceSettings settings, String version, String node) {
        URI collector = settings.collector();
        return collector == null ? OFF : new Exported(provider(settings, collector, version, node));
    }

    private static SdkTracerProvider provider(TraceSettings settings, URI collector, String version, String node) {
        Resource process = Resource.getDefault()
                .merge(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"), settings.service(),
                        AttributeKey.stringKey("service.version"), version,
                        AttributeKey.stringKey("service.instance.id"), node)));
        return SdkTracerProvider.builder()
                .setResource(process)
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.ratio())))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxNumberOfAttributes(32)
                        .setMaxNumberOfEvents(64)
                        .setMaxAttributeValueLength(256)
                        .build())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter(collector))
                        .setMaxQueueSize(4096)
                        .setMaxExportBatchSize(512)
                        .setScheduleDelay(Duration.ofSeconds(2))
                        .setExporterTimeout(Duration.ofSeconds(10))
                        .build())
                .build();
    }

    private static SpanExporter exporter(URI collector) {
        String base = collector.toString().replaceAll("/+$", "");
        return new ToldExporter(OtlpHttpSpanExporter.builder()
                .setEndpoint(base + "/v1/traces")
                .setConnectTimeout(Duration.ofSeconds(5))
                .setTimeout(Duration.ofSeconds(10))
                .setRetryPolicy(null) // the next batch comes soon
                .build());
    }

    /** To a collector. */
    final class Exported implements Tracing {
        private static final long FLUSH_SECONDS = 3;

        private final SdkTracerProvider provider;
        private final OpenTelemetrySdk telemetry;

        private Exported(SdkTracerProvider provider) {
            this.provider = provider;
            this.telemetry = OpenTelemetrySdk.builder()
                    .setTracerProvider(provider)
                    .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                    .build();
        }

        @Override
        public Traces traces() {
            return new TelemetryTraces(telemetry.getTracer("io.soundforge.alchemy"));
        }

        @Override
        public VertxBuilder follow(VertxBuilder builder) {
            return builder.withTracer(options -> DiscreetTracer.of(telemetry, options));
        }

        @Override
        public void close() {
            provider.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
        }
    }
}
