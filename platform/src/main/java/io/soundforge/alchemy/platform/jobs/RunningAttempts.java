package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.JobId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a runner is working on. Confined to the runner's context. */
final class RunningAttempts {
    /** By lease: an attempt that lost its job stays here until its handler ends, even beside a newer one. */
    private final Map<Lease, Attempt> attempts = new LinkedHashMap<>();

    int size() {
        return attempts.size();
    }

    /** A live view. */
    Collection<Attempt> all() {
        return Collections.unmodifiableCollection(attempts.values());
    }

    void add(Attempt attempt) {
        attempts.put(attempt.lease(), attempt);
    }

    void remove(Attempt attempt) {
        attempts.remove(attempt.lease());
    }

    void cancel(JobId job) {
        List.copyOf(attempts.values()).stream()
                .filter(attempt -> attempt.lease().job().equals(job))
                .forEach(attempt -> attempt.stop(StopReason.CANCELLED));
    }

    void watch() {
        List.copyOf(attempts.values()).forEach(Attempt::watch);
    }

    /** Stops all, waits for their handlers as long as allowed, then gives back the jobs of those that do not end. */
    Future<Void> shutDown(Vertx vertx, Duration grace) {
        List.copyOf(attempts.values()).forEach(attempt -> attempt.stop(StopReason.SHUTDOWN));
        return allEnded(vertx, grace).compose(waited -> abandonTheRest());
    }

    private Future<Void> allEnded(Vertx vertx, Duration grace) {
        Promise<Void> over = Promise.promise();
        long timer = vertx.setTimer(Math.max(1, grace.toMillis()), late -> over.tryComplete());
        Future.join(attempts.values().stream().map(Attempt::ended).toList()).onComplete(all -> over.tryComplete());
        return over.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private Future<Void> abandonTheRest() {
        List<Future<Void>> rest = attempts.values().stream()
                .filter(attempt -> !attempt.ended().isComplete())
                .map(Attempt::abandon)
                .toList();
        return Future.join(rest).mapEmpty();
    }
}
