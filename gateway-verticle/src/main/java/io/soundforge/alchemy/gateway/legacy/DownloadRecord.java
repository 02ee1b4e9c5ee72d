package io.soundforge.alchemy.gateway.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.platform.legacy.ClientView;
import io.soundforge.alchemy.platform.legacy.JobWords;
import org.jspecify.annotations.Nullable;

/**
 * A download as old clients see it.
 *
 * @param outputPath where the audio is served, once there is some
 * @param startedAt absent before the start, {@code completedAt} before the end
 */
record DownloadRecord(
        String id,
        String trackId,
        String status,
        double progress,
        String createdAt,
        @Nullable String error,
        @Nullable String outputPath,
        @JsonInclude(Include.NON_NULL) @Nullable String startedAt,
        @JsonInclude(Include.NON_NULL) @Nullable String completedAt) {
    static DownloadRecord of(Job job, ClientView track) {
        String status = JobWords.status(job);
        return new DownloadRecord(
                job.id().toString(),
                track.trackId(),
                status,
                JobWords.progress(job),
                JobWords.time(job.createdAt()),
                JobWords.error(job),
                status.equals(JobWords.COMPLETED) ? track.original() : null,
                JobWords.timeOrNull(job.startedAt()),
                JobWords.timeOrNull(job.finishedAt()));
    }

    /** A finished download whose file has gone. */
    DownloadRecord withoutFile() {
        return new DownloadRecord(
                id, trackId, JobWords.ERROR, 0, createdAt, "Output file not found", null, startedAt, completedAt);
    }
}
