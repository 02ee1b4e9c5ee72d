package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.Job;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for jobs of any kind whose worker is gone, every now and then, not in step with other nodes. */
final class Rescuer {
    private static final Logger log = LoggerFactory.getLogger(Rescuer.class);
    private static final long LONGEST_MILLIS = 2000;

    private final Vertx vertx;
    private final LeaseStore leases;
    private final long periodMillis;
    private boolean stopped;

    Rescuer(Vertx vertx, LeaseStore leases, Duration lease) {
        this.vertx = vertx;
        this.leases = leases;
        this.periodMillis = Math.max(1, Math.min(LONGEST_MILLIS, lease.toMillis() / 3));
    }

    void start() {
        if (!stopped) {
            long jitter = ThreadLocalRandom.current().nextLong(periodMillis / 2 + 1);
            vertx.setTimer(periodMillis + jitter, timer -> rescueAll().onComplete(done -> start()));
        }
    }

    void stop() {
        stopped = true;
    }

    private Future<Void> rescueAll() {
        return stopped
                ? Future.succeededFuture()
                : leases.rescue().compose(this::next).recover(this::notNow);
    }

    private Future<Void> next(Optional<Job> rescued) {
        rescued.ifPresent(job -> leases.counters().rescued(job.kind()));
        rescued.ifPresent(job -> log.atWarn()
                .addKeyValue("jobId", job.id())
                .addKeyValue("trackId", job.track())
                .addKeyValue("kind", job.kind().text())
                .addKeyValue("attempt", job.attempt())
                .addKeyValue("outcome", job.state().text())
                .log("a job's worker was lost"));
        return rescued.isPresent() ? rescueAll() : Future.succeededFuture();
    }

    private Future<Void> notNow(Throwable error) {
        log.atDebug().setCause(error).log("no rescue now");
        return Future.succeededFuture();
    }
}
