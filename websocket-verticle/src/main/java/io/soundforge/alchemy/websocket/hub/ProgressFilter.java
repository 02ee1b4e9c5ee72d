package io.soundforge.alchemy.websocket.hub;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what the carrier may get out of order from reaching anybody: progress that goes backwards, and progress of a
 * job that has ended.
 */
final class ProgressFilter {
    private static final double ENDED = Double.POSITIVE_INFINITY;

    private final Map<JobId, Double> highest = new HashMap<>();

    void startFrom(List<Job> jobs) {
        jobs.forEach(this::remember);
    }

    /** Whether the event is news; remembers it if it is. Facts always are. */
    boolean admits(JobEvent event) {
        Job job = event.job();
        if (!event.fact() && job.progress() < highest.getOrDefault(job.id(), 0.0)) {
            return false;
        }
        remember(job);
        return true;
    }

    /** A retried job starts again from 0 in its row, but not on anybody's screen. */
    JobEvent clamped(JobEvent event) {
        double shown = highest.getOrDefault(event.job().id(), 0.0);
        if (shown == ENDED || event.job().progress() >= shown) {
            return event;
        }
        return new JobEvent(event.type(), event.seq(), event.job().withProgress(shown));
    }

    private void remember(Job job) {
        double value = job.state().terminal() ? ENDED : job.progress();
        highest.merge(job.id(), value, Math::max);
    }
}
