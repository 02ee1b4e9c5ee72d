package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.platform.figures.Figure;
import io.soundforge.alchemy.platform.figures.Figures;
import io.soundforge.alchemy.platform.tracing.Span;

/** Measures how long one attempt is in each stage that it names. May be used from any thread. */
final class StageClock {
    private final Figures figures;
    private final Span span;
    private final String kind;
    private String stage = "";
    private long sinceNanos;
    private boolean over;

    StageClock(Figures figures, Span span, JobKind kind) {
        this.figures = figures;
        this.span = span;
        this.kind = kind.text();
    }

    synchronized void enter(String next, long nowNanos) {
        if (over || next.equals(stage)) {
            return;
        }
        leave(nowNanos);
        stage = next;
        span.event(next);
        sinceNanos = nowNanos;
    }

    /** Whatever comes after this belongs to no stage. */
    synchronized void over(long nowNanos) {
        if (!over) {
            leave(nowNanos);
            over = true;
        }
    }

    private void leave(long nowNanos) {
        if (!stage.isEmpty()) {
            figures.took(Figure.STAGE_TIME, nowNanos - sinceNanos, kind, stage);
        }
    }
}
