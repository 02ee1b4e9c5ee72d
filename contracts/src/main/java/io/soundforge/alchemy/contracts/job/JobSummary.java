package io.soundforge.alchemy.contracts.job;

import io.soundforge.alchemy.contracts.failure.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as callers of the API and the sockets see it.
 *
 * @param status {@code queued | running | completed | failed | cancelled}
 * @param trackId null for a job that is about no track
 * @param progress percent, 0 to 100
 * @param error for people; null when nothing is wrong
 * @param errorCode for programs, as in {@link io.soundforge.alchemy.contracts.failure.ErrorCode#text()}
 */
public record JobSummary(
        String id,
        String kind,
        String status,
        @Nullable String trackId,
        double progress,
        String stage,
        int attempt,
        int maxAttempts,
        @Nullable String error,
        @Nullable String errorCode,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    public static JobSummary of(Job job) {
        Failure error = job.error();
        return new JobSummary(
                job.id().toString(),
                job.kind().text(),
                job.state().text(),
                job.kind().aboutTrack() ? job.track().toString() : null,
                job.progress(),
                job.stage(),
                job.attempt(),
                job.maxAttempts(),
                error == null ? null : error.message(),
                error == null ? null : error.code().text(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt());
    }
}
