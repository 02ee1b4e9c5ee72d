package io.soundforge.alchemy.gateway.jobs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.soundforge.alchemy.contracts.job.JobSummary;
import io.soundforge.alchemy.platform.jobs.AttemptFailure;
import io.soundforge.alchemy.platform.jobs.JobDetail;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as {@code GET /api/jobs/{id}} shows it: the fields of a summary, and its past.
 *
 * @param notBefore when it may be taken at the earliest, while it pauses; else null
 * @param errors what its last attempts died of, the oldest first
 */
record JobAnswer(@JsonUnwrapped JobSummary job, @Nullable Instant notBefore, List<AttemptFailure> errors) {
    static JobAnswer of(JobDetail detail) {
        return new JobAnswer(detail.job(), detail.notBefore(), detail.errors());
    }
}
