package io.soundforge.alchemy.launcher.mesh;

import io.soundforge.alchemy.launcher.config.JobSettings;
import io.soundforge.alchemy.platform.jobs.Retention;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has jobs and facts removed that are older than the operator wants them: soon after the start, and then regularly. */
final class OldJobs {
    private static final Logger log = LoggerFactory.getLogger(OldJobs.class);
    /** Whoever starts has better things to do at first. */
    private static final Duration FIRST = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Retention retention;
    private final JobSettings jobs;

    OldJobs(Vertx vertx, Retention retention, JobSettings jobs) {
        this.vertx = vertx;
        this.retention = retention;
        this.jobs = jobs;
    }

    void start() {
        if (!jobs.kept().isZero()) {
            after(FIRST.compareTo(jobs.cleanup()) < 0 ? FIRST : jobs.cleanup());
        }
    }

    private void after(Duration pause) {
        vertx.setTimer(pause.toMillis(), timer -> remove().onComplete(done -> after(jobs.cleanup())));
    }

    private Future<Void> remove() {
        return retention
                .removeOlderThan(jobs.kept())
                .onSuccess(removed -> {
                    if (removed.jobs() > 0 || removed.facts() > 0) {
                        log.atInfo()
                                .addKeyValue("jobs", removed.jobs())
                                .addKeyValue("facts", removed.facts())
                                .log("old jobs and facts were removed");
                    }
                })
                .onFailure(error -> log.warn("old jobs were not removed, next try after the usual pause", error))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }
}
