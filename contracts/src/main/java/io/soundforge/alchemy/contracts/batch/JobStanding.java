package io.soundforge.alchemy.contracts.batch;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import org.jspecify.annotations.Nullable;

/**
 * As much of a job as tells where its track stands.
 *
 * @param reason why it failed or was cancelled; null when nothing is wrong
 */
public record JobStanding(
        JobKind kind, JobState state, @Nullable ErrorCode reason) {
    public static JobStanding of(Job job) {
        Failure error = job.error();
        return new JobStanding(job.kind(), job.state(), error == null ? null : error.code());
    }

    boolean live() {
        return !state.terminal();
    }

    boolean begun() {
        return state != JobState.QUEUED;
    }

    /** By somebody, not because a step before it failed. */
    boolean cancelledByCaller() {
        return state == JobState.CANCELLED && reason != ErrorCode.PREDECESSOR_FAILED;
    }

    boolean audioHere() {
        return kind == JobKind.DOWNLOAD && state == JobState.COMPLETED;
    }
}
