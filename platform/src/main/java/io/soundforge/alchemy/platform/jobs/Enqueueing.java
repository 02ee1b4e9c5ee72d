package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.platform.tracing.Span;
import io.soundforge.alchemy.platform.tracing.Traces;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the jobs of one insertion come from, which may be several requests, and what traces tell of it: a span in each
 * trace that plans of it come from. Runs of the jobs are children of these spans.
 */
final class Enqueueing {
    private static final String NAME = "enqueue jobs";

    private final Traces traces;
    private final Origin here;
    private final Map<Optional<String>, Span> spans = new HashMap<>();

    Enqueueing(Traces traces) {
        this.traces = traces;
        this.here = Origin.here(traces);
    }

    /** What the jobs of a plan keep. */
    Origin of(TrackPlan plan) {
        Origin origin = plan.origin() == null ? here : plan.origin();
        return new Origin(traceparent(origin.traceparent()), origin.request());
    }

    private @Nullable String traceparent(@Nullable String origin) {
        if (traces == Traces.NONE) {
            return null;
        }
        return spans.computeIfAbsent(Optional.ofNullable(origin), from -> traces.begin(NAME, origin, Map.of()))
                .traceparent();
    }

    void over(@Nullable Object result, @Nullable Throwable error) {
        String code =
                error == null ? null : AlchemyException.failureOf(error).code().text();
        spans.values().forEach(span -> span.end(error == null ? "completed" : "failed", code));
    }
}
