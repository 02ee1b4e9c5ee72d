package io.soundforge.alchemy.launcher.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.soundforge.alchemy.platform.http.RouteTemplate;
import io.vertx.core.Context;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import io.vertx.tracing.opentelemetry.Operation;
import java.util.Map.Entry;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Vert.x's own spans of HTTP and of the event bus, without what could be a secret: no paths, queries or addresses that
 * others chose, but routes as they are written in the program. Statements of databases are not followed: there are dozens to a
 * job. Servers that are not ours are not told of our traces.
 */
final class DiscreetTracer implements VertxTracer<Operation, Operation> {
    private static final int SERVER_ERROR = 500;

    private final VertxTracer<Operation, Operation> tracer;

    private DiscreetTracer(VertxTracer<Operation, Operation> tracer) {
        this.tracer = tracer;
    }

    @SuppressWarnings("unchecked") // these are the types of the one tracer that this factory makes
    static DiscreetTracer of(OpenTelemetry telemetry, TracingOptions options) {
        return new DiscreetTracer(
                (VertxTracer<Operation, Operation>) new OpenTelemetryTracingFactory(telemetry).tracer(options));
    }

    @Override
    public <R> @Nullable Operation receiveRequest(
            Context context,
            SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            Iterable<Entry<String, String>> headers,
            TagExtractor<R> tags) {
        if (request instanceof HttpServerRequest http) {
            String method = known(http.method());
            return tracer.receiveRequest(
                    context, kind, TracingPolicy.ALWAYS, request, method, headers, SafeTags.of(tags));
        }
        return request instanceof Message<?> && policy != TracingPolicy.IGNORE
                ? tracer.receiveRequest(context, kind, policy, request, "bus " + operation, headers, tags)
                : null;
    }

    @Override
    public <R> void sendResponse(
            Context context,
            @Nullable R response,
            @Nullable Operation operation,
            @Nullable Throwable failure,
            TagExtractor<R> tags) {
        if (operation == null) {
            return;
        }
        if (response instanceof HttpServerResponse http) {
            RouteTemplate.of(context).ifPresent(route -> named(operation.span(), route));
            if (http.getStatusCode() >= SERVER_ERROR) {
                operation.span().setStatus(StatusCode.ERROR);
            }
        }
        tracer.sendResponse(context, response, operation, failure, tags);
    }

    @Override
    public <R> @Nullable Operation sendRequest(
            Context context,
            SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            BiConsumer<String, String> headers,
            TagExtractor<R> tags) {
        if (request instanceof HttpRequest http) {
            String method = known(http.method());
            return tracer.sendRequest(context, kind, policy, request, method, (name, value) -> {}, SafeTags.of(tags));
        }
        return request instanceof Message<?>
                ? tracer.sendRequest(context, kind, policy, request, "bus " + operation, headers, tags)
                : null;
    }

    @Override
    public <R> void receiveResponse(
            Context context,
            @Nullable R response,
            @Nullable Operation operation,
            @Nullable Throwable failure,
            TagExtractor<R> tags) {
        tracer.receiveResponse(context, response, operation, failure, tags);
    }

    @Override
    public void close() {
        tracer.close();
    }

    /** The name was the method alone: which route answers turns out later. */
    private static void named(Span span, String route) {
        span.setAttribute("http.route", route);
        if (span instanceof ReadableSpan begun) {
            span.updateName(begun.getName() + " " + route);
        }
    }

    /** Callers may invent methods. */
    private static String known(HttpMethod method) {
        return HttpMethod.values().contains(method) ? method.name() : "HTTP";
    }
}
