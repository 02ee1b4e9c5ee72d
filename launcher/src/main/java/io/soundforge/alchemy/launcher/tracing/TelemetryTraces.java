package io.soundforge.alchemy.launcher.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.soundforge.alchemy.platform.tracing.Span;
import io.soundforge.alchemy.platform.tracing.Traces;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our own spans, among those of Vert.x. */
final class TelemetryTraces implements Traces {
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("alchemy.outcome");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final Tracer tracer;

    TelemetryTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public @Nullable String current() {
        return text(io.opentelemetry.api.trace.Span.current().getSpanContext());
    }

    @Override
    public Span begin(String name, @Nullable String traceparent, Map<String, String> attributes) {
        SpanBuilder span = tracer.spanBuilder(name).setParent(parent(traceparent));
        attributes.forEach(span::setAttribute);
        return new Begun(span.startSpan());
    }

    private static Context parent(@Nullable String traceparent) {
        return traceparent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, Alone.HEADER);
    }

    private static @Nullable String text(SpanContext span) {
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : null;
    }

    /** A traceparent as the only header that there is. */
    private enum Alone implements TextMapGetter<String> {
        HEADER;

        private static final String NAME = "traceparent";

        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(NAME);
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String key) {
            return key.equals(NAME) ? traceparent : null;
        }
    }

    private record Begun(io.opentelemetry.api.trace.Span span) implements Span {
        @Override
        public @Nullable String traceparent() {
            return text(span.getSpanContext());
        }

        @Override
        public void event(String name) {
            span.addEvent(name);
        }

        /** In a Vert.x context of its own, which callbacks come back to and nobody else shares. */
        @Override
        public void within(Runnable work) {
            ContextInternal here = ContextInternal.current();
            if (here == null) {
                Context.root().with(span).wrap(work).run();
            } else {
                here.duplicate().dispatch(() -> runCurrentForGood(work));
            }
        }

        /** What is begun goes on after this method, in the same context, which ends with it. */
        @SuppressWarnings("MustBeClosedChecker")
        private void runCurrentForGood(Runnable work) {
            span.makeCurrent();
            work.run();
        }

        @Override
        public void end(String outcome, @Nullable String error) {
            span.setAttribute(OUTCOME, outcome);
            if (error != null) {
                span.setAttribute(ERROR, error);
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }
}
