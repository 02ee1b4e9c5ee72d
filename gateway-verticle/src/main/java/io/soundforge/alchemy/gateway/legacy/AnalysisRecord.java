package io.soundforge.alchemy.gateway.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.platform.legacy.ClientView;
import io.soundforge.alchemy.platform.legacy.JobWords;
import org.jspecify.annotations.Nullable;

/**
 * An analysis job as old clients see it.
 *
 * @param startedAt absent before the start, {@code completedAt} before the end
 * @param result absent before it completes
 */
record AnalysisRecord(
        String id,
        String trackId,
        String status,
        double progress,
        String createdAt,
        @Nullable String error,
        String inputPath,
        @JsonInclude(Include.NON_NULL) @Nullable String startedAt,
        @JsonInclude(Include.NON_NULL) @Nullable String completedAt,
        @JsonInclude(Include.NON_NULL) @Nullable AnalysisResult result) {

    /** @param analysis what is known of the track now; null when nothing is */
    static AnalysisRecord of(Job job, ClientView track, @Nullable TrackAnalysis analysis) {
        String status = JobWords.status(job);
        return new AnalysisRecord(
                job.id().toString(),
                track.trackId(),
                status,
                JobWords.progress(job),
                JobWords.time(job.createdAt()),
                JobWords.error(job),
                track.original(),
                JobWords.timeOrNull(job.startedAt()),
                JobWords.timeOrNull(job.finishedAt()),
                status.equals(JobWords.COMPLETED) && analysis != null ? AnalysisResult.of(job, track, analysis) : null);
    }
}
