package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.platform.tracing.Span;
import io.soundforge.alchemy.platform.tracing.Traces;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What traces tell of one insertion of jobs: a span in each trace that plans of it come from, as plans of several
 * requests may be written together. Runs of the jobs are children of these spans.
 */
final class Enqueueing {
    private static final String NAME = "enqueue jobs";

    private final Traces traces;
    private final Map<Optional<String>, Span> spans = new HashMap<>();

    Enqueueing(Traces traces) {
        this.traces = traces;
    }

    /** What the jobs of a plan keep of their trace. */
    @Nullable String traceparent(TrackPlan plan) {
        if (traces == Traces.NONE) {
            return null;
        }
        String origin = plan.origin() == null ? traces.current() : plan.origin();
        return spans.computeIfAbsent(Optional.ofNullable(origin), from -> traces.begin(NAME, origin, Map.of()))
                .traceparent();
    }

    void over(@Nullable Object result, @Nullable Throwable error) {
        String code =
                error == null ? null : AlchemyException.failureOf(error).code().text();
        spans.values().forEach(span -> span.end(error == null ? "completed" : "failed", code));
    }
}
