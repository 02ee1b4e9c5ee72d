package io.soundforge.alchemy.contracts.job;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Where a track stands. Never stored: it follows from the track's jobs, so the two cannot disagree. */
public enum TrackState {
    /** Nothing has started yet. */
    PENDING,
    /** Some job is running or waits behind one that has finished. */
    PROCESSING,
    /** Every job has completed. */
    READY,
    /** The audio is here, and some of the work on it failed or was cancelled. */
    PARTIAL,
    /** Nothing usable came out. */
    ERROR;

    /** Lower-case form used in JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The state that follows from these jobs.
     *
     * @param latest the latest job of each kind of one track; a track without jobs is ready
     */
    public static TrackState of(Collection<Job> latest) {
        List<Job> jobs = latest.stream().filter(job -> job.kind().shapesTrack()).toList();
        boolean anyLive = jobs.stream().anyMatch(job -> !job.state().terminal());
        boolean anyBegun = jobs.stream().anyMatch(job -> job.state() != JobState.QUEUED);
        if (anyLive) {
            return anyBegun ? PROCESSING : PENDING;
        }
        if (jobs.stream().allMatch(job -> job.state() == JobState.COMPLETED)) {
            return READY;
        }
        boolean audioHere =
                jobs.stream().anyMatch(job -> job.kind() == JobKind.DOWNLOAD && job.state() == JobState.COMPLETED);
        return audioHere ? PARTIAL : ERROR;
    }
}
