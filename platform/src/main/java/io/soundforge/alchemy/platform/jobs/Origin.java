package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.platform.http.RequestFacts;
import io.soundforge.alchemy.platform.tracing.Traces;
import org.jspecify.annotations.Nullable;

/**
 * Whose wish jobs are.
 *
 * @param traceparent of the trace that they belong to; null for none
 * @param request the id of the request that asked for them, as the access log has it; null for none
 */
public record Origin(@Nullable String traceparent, @Nullable String request) {
    /** That of the calling code. */
    static Origin here(Traces traces) {
        return new Origin(
                traces.current(), RequestFacts.current().map(RequestFacts::id).orElse(null));
    }
}
