package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobState;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes on how far one attempt is, at most so often: 4 times a second to the screens, once a second to the row. The
 * furthest value always gets through, late if need be, unless the attempt ends first; one that is behind it never does.
 */
final class ProgressRelay {
    private static final long SCREEN_MILLIS = 250;
    private static final long ROW_MILLIS = 1000;

    private final Context context;
    private final Job job;
    private final Throttle<Job> screens;
    private final Throttle<Job> row;
    private final AtomicReference<@Nullable Job> latest = new AtomicReference<>();
    private double reached;

    ProgressRelay(Vertx vertx, Context context, Job job, Consumer<Job> screens, Consumer<Job> row) {
        this.context = context;
        this.job = job;
        this.screens = new Throttle<>(vertx, SCREEN_MILLIS, screens);
        this.row = new Throttle<>(vertx, ROW_MILLIS, row);
    }

    /** May be called from any thread, as often as one likes. */
    void offer(double percent, String stage) {
        if (latest.getAndAccumulate(at(percent, stage), ProgressRelay::further) == null) {
            context.runOnContext(start -> pass());
        }
    }

    /** Nothing is passed on after this. On the context. */
    void close() {
        screens.close();
        row.close();
    }

    private void pass() {
        Job news = latest.getAndSet(null);
        if (news != null && news.progress() >= reached) {
            reached = news.progress();
            screens.offer(news);
            row.offer(news);
        }
    }

    /** Two threads may offer at once; the one that is behind must not win. */
    private static @Nullable Job further(@Nullable Job before, @Nullable Job after) {
        return before != null && after != null && after.progress() < before.progress() ? before : after;
    }

    private Job at(double percent, String stage) {
        return new Job(
                job.id(),
                job.kind(),
                JobState.RUNNING,
                job.track(),
                job.owner(),
                percent,
                stage,
                job.attempt(),
                job.maxAttempts(),
                job.error(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt());
    }
}
