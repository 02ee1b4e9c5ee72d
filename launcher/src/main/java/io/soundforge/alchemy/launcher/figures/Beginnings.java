package io.soundforge.alchemy.launcher.figures;

import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.platform.figures.Figure;
import io.soundforge.alchemy.platform.figures.Figures;
import java.util.List;

/**
 * Counters begin at zero: one that appears with its first event looks to whoever watches as if nothing had changed.
 */
final class Beginnings {
    private static final List<Figure> BY_KIND = List.of(
            Figure.JOBS_ENQUEUED,
            Figure.JOBS_CLAIMED,
            Figure.JOBS_RESCUED,
            Figure.LEASES_LOST,
            Figure.ATTEMPTS_OVERDUE,
            Figure.AUDIO_SECONDS);

    private Beginnings() {}

    static void of(Figures figures) {
        for (JobKind kind : JobKind.values()) {
            BY_KIND.forEach(figure -> figures.add(figure, 0, kind.text()));
            figures.add(Figure.JOBS_ENDED, 0, kind.text(), "completed", "none");
            figures.add(Figure.JOBS_ENDED, 0, kind.text(), "cancelled", "cancelled");
            figures.add(Figure.JOBS_ENDED, 0, kind.text(), "failed", "internal");
            figures.add(Figure.JOBS_ENDED, 0, kind.text(), "failed", "worker_lost");
            figures.add(Figure.JOBS_REQUEUED, 0, kind.text(), "retried", "worker_lost");
        }
        List.of("carried", "lost").forEach(outcome -> figures.add(Figure.EVENTS_CARRIED, 0, outcome));
        List.of("computed", "found").forEach(source -> figures.add(Figure.SEGMENTS, 0, source));
        List.of("delivered", "again", "given_up", "gone").forEach(outcome -> figures.add(Figure.WEBHOOKS, 0, outcome));
        figures.add(Figure.EVENTS_HEARD, 0);
        figures.add(Figure.LIVE_REFUSED, 0);
    }
}
