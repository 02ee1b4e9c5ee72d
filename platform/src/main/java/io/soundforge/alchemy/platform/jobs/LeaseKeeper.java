package io.soundforge.alchemy.platform.jobs;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the leases of all running attempts in one statement, and stops those that turn out to be lost. */
final class LeaseKeeper {
    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

    private final LeaseStore leases;
    private final Duration lease;
    private final Collection<Attempt> attempts;
    private boolean asking;

    /** @param attempts a live view of what runs */
    LeaseKeeper(LeaseStore leases, Duration lease, Collection<Attempt> attempts) {
        this.leases = leases;
        this.lease = lease;
        this.attempts = attempts;
    }

    void beat() {
        stopExpired();
        if (asking || attempts.isEmpty()) {
            return;
        }
        asking = true;
        long askedAt = System.nanoTime();
        List<Attempt> asked = List.copyOf(attempts);
        leases.heartbeat(asked.stream().map(Attempt::lease).toList(), lease)
                .onSuccess(found -> asked.forEach(attempt -> apply(found, attempt, askedAt + lease.toNanos())))
                .onFailure(error ->
                        log.atWarn().addKeyValue("reason", error.getMessage()).log("leases were not renewed"))
                .onComplete(done -> asking = false);
    }

    /** Without an answer of the database, somebody else may hold the job by now. */
    private void stopExpired() {
        long now = System.nanoTime();
        List.copyOf(attempts).stream()
                .filter(attempt -> attempt.expired(now))
                .forEach(attempt -> attempt.stop(StopReason.LEASE_LOST));
    }

    private static void apply(Heartbeat found, Attempt attempt, long heldUntilNanos) {
        if (!found.held().contains(attempt.lease())) {
            attempt.stop(StopReason.LEASE_LOST);
            return;
        }
        attempt.renewed(heldUntilNanos);
        if (found.cancelRequested().contains(attempt.lease())) {
            attempt.stop(StopReason.CANCELLED);
        }
    }
}
