package io.soundforge.alchemy.contracts.job;

import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One durable piece of work, as everybody but its worker sees it.
 *
 * @param progress percent, 0 to 100, never decreasing within an attempt
 * @param stage what is being done now, a word or two for people; empty when nothing is
 * @param attempt how many times it was started, 0 before the first
 * @param error why it failed or why the last attempt did; null when nothing is wrong
 */
public record Job(
        JobId id,
        JobKind kind,
        JobState state,
        TrackId track,
        OwnerId owner,
        double progress,
        String stage,
        int attempt,
        int maxAttempts,
        @Nullable Failure error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    /** The same job with another progress in percent. */
    public Job withProgress(double percent) {
        return new Job(
                id,
                kind,
                state,
                track,
                owner,
                percent,
                stage,
                attempt,
                maxAttempts,
                error,
                createdAt,
                startedAt,
                finishedAt);
    }

    /** The same job with another reason for its end. */
    public Job withError(Failure reason) {
        return new Job(
                id,
                kind,
                state,
                track,
                owner,
                progress,
                stage,
                attempt,
                maxAttempts,
                reason,
                createdAt,
                startedAt,
                finishedAt);
    }
}
