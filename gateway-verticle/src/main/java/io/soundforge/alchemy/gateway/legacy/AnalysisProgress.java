package io.soundforge.alchemy.gateway.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.platform.legacy.JobWords;
import org.jspecify.annotations.Nullable;

/**
 * What stands where the result of a track's analysis will be. The message is the same for an analysis that failed, as
 * old clients expect; {@code status} and {@code error} tell.
 */
record AnalysisProgress(
        String status,
        double progress,
        String message,
        String jobId,
        @JsonInclude(Include.NON_NULL) @Nullable String error) {
    static AnalysisProgress of(Job job) {
        return new AnalysisProgress(
                JobWords.status(job),
                JobWords.progress(job),
                "Analysis in progress",
                job.id().toString(),
                JobWords.error(job));
    }
}
