package io.soundforge.alchemy.gateway.karaoke;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.gateway.tracks.TrackRows;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of the stages of a karaoke job.
 *
 * @param job the newest job behind it; null if it was not asked for
 */
record Stage(@Nullable Job job) {
    /** Of a stage that nothing here can do. */
    static final String NOT_AVAILABLE = "not_available";

    static final String SEPARATION = "stem_separation";
    static final String BEATS = "beat_analysis";

    /** Whatever has to happen before the others can begin. */
    static final String PREPARING = "preparing";

    private static final String NOT_REQUESTED = "not_requested";

    static Stage of(TrackRows rows, JobKind kind) {
        return new Stage(rows.latest(kind).orElse(null));
    }

    /** What the stage is called to which jobs of a kind belong. */
    static String name(JobKind kind) {
        if (kind == JobKind.SEPARATE) {
            return SEPARATION;
        }
        return kind == JobKind.ANALYZE ? BEATS : PREPARING;
    }

    boolean requested() {
        return job != null;
    }

    boolean running() {
        return job != null && job.state() == JobState.RUNNING;
    }

    /** {@code queued | processing | completed | error | cancelled | not_requested}. */
    String status() {
        if (job == null) {
            return NOT_REQUESTED;
        }
        return switch (job.state()) {
            case QUEUED -> "queued";
            case RUNNING -> "processing";
            case COMPLETED -> "completed";
            case FAILED -> "error";
            case CANCELLED -> "cancelled";
        };
    }

    /** Percent of its own work. */
    double progress() {
        return job == null ? 0 : job.progress();
    }

    /** Percent of the work that needs no more doing: what has ended counts as done. */
    double settled() {
        return job == null || job.state().terminal() ? 100 : job.progress();
    }

    /** Seconds from its start to its end; null before that. */
    @Nullable Double seconds() {
        Instant start = job == null ? null : job.startedAt();
        Instant end = job == null ? null : job.finishedAt();
        return start == null || end == null
                ? null
                : Duration.between(start, end).toMillis() / 1000.0;
    }
}
