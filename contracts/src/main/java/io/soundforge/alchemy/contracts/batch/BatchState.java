package io.soundforge.alchemy.contracts.batch;

import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/**
 * Where an item of a batch stands, and the batch as a whole. Never stored: it follows from the jobs of the items'
 * tracks, so the two cannot disagree.
 */
public enum BatchState {
    /** Nothing has started yet. */
    QUEUED,
    /** Some work is running, or waits behind work that has begun. */
    PROCESSING,
    /** Everything has completed. */
    COMPLETED,
    /** Something usable came out, and something failed. */
    PARTIAL,
    /** Nothing usable came out. */
    ERROR,
    /** Somebody stopped it before its end; what was finished by then stays. */
    CANCELLED;

    /** The work that an import consists of; whatever else happens to a track is no part of a batch. */
    public static final Set<JobKind> KINDS =
            Set.of(JobKind.RESOLVE, JobKind.DOWNLOAD, JobKind.SEPARATE, JobKind.ANALYZE);

    public boolean terminal() {
        return this != QUEUED && this != PROCESSING;
    }

    /** Lower-case form used in JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Where an item stands.
     *
     * @param jobs the latest of each of {@link #KINDS} of the item's track; a track without jobs is complete
     */
    public static BatchState ofItem(Collection<JobStanding> jobs) {
        if (jobs.stream().anyMatch(JobStanding::live)) {
            return jobs.stream().anyMatch(JobStanding::begun) ? PROCESSING : QUEUED;
        }
        if (jobs.stream().allMatch(job -> job.state() == JobState.COMPLETED)) {
            return COMPLETED;
        }
        boolean failed = jobs.stream().anyMatch(job -> job.state() == JobState.FAILED);
        if (!failed && jobs.stream().anyMatch(JobStanding::cancelledByCaller)) {
            return CANCELLED;
        }
        return jobs.stream().anyMatch(JobStanding::audioHere) ? PARTIAL : ERROR;
    }

    /** Where a batch stands whose items stand like this, at least one. */
    public static BatchState ofItems(Set<BatchState> items) {
        if (items.contains(PROCESSING) || (items.contains(QUEUED) && items.size() > 1)) {
            return PROCESSING;
        }
        if (items.size() == 1) {
            return items.iterator().next();
        }
        return items.contains(CANCELLED) ? CANCELLED : PARTIAL;
    }
}
