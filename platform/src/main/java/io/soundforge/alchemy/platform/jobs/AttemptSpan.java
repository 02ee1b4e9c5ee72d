package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.platform.tracing.Span;
import io.soundforge.alchemy.platform.tracing.Traces;
import java.util.Locale;
import java.util.Map;

/** What a trace tells of an attempt. */
final class AttemptSpan {
    private AttemptSpan() {}

    static Span begin(Traces traces, JobRow row) {
        if (traces == Traces.NONE) {
            return Span.NONE;
        }
        Job job = row.job();
        return traces.begin(
                "job " + job.kind().text(),
                row.origin().traceparent(),
                Map.of(
                        "alchemy.job.id", job.id().toString(),
                        "alchemy.job.kind", job.kind().text(),
                        "alchemy.job.attempt", String.valueOf(job.attempt())));
    }

    static void completed(Span span) {
        span.end("completed", null);
    }

    /** A job that is put off, given back or cancelled has no fault. */
    static void ended(Span span, Verdict verdict) {
        String outcome = verdict.ending().name().toLowerCase(Locale.ROOT);
        boolean fault = verdict.ending() == Ending.RETRY || verdict.ending() == Ending.FAIL;
        span.end(outcome, fault ? verdict.failure().code().text() : null);
    }
}
