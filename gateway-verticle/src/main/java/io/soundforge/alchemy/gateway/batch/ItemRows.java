package io.soundforge.alchemy.gateway.batch;

import io.soundforge.alchemy.contracts.batch.BatchItem;
import io.soundforge.alchemy.contracts.batch.BatchState;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.tracks.TrackRows;
import io.soundforge.alchemy.gateway.tracks.TrackStanding;
import org.jspecify.annotations.Nullable;

/**
 * Everything the rows say of one item.
 *
 * @param rows null if the track was deleted, or if there never was one
 */
record ItemRows(BatchItem item, @Nullable TrackRows rows) {
    private static final TrackStanding DELETED =
            new TrackStanding(BatchState.ERROR, 100, new Failure(ErrorCode.NOT_FOUND, "the track was deleted"));

    @Nullable String trackId() {
        TrackId track = item.track();
        return track == null ? null : track.toString();
    }

    /** Null if it was deleted, or never was. */
    @Nullable Track track() {
        return rows == null ? null : rows.track();
    }

    /** What is being done, or waited for; null if nothing is. */
    @Nullable String stage() {
        return rows == null
                ? null
                : rows.latestJobs().stream()
                        .filter(job -> !job.state().terminal() && !job.stage().isBlank())
                        .map(Job::stage)
                        .findFirst()
                        .orElse(null);
    }

    TrackStanding standing() {
        Failure refusal = item.refusal();
        if (refusal != null) {
            return new TrackStanding(BatchState.ERROR, 100, refusal);
        }
        return rows == null ? DELETED : TrackStanding.of(rows);
    }

    /** The first thing that went wrong, or else what somebody is asked to decide; null when there is neither. */
    @Nullable Failure reason() {
        Failure failure = standing().failure();
        return failure == null && rows != null ? asked(rows) : failure;
    }

    private static @Nullable Failure asked(TrackRows rows) {
        return rows.latestJobs().stream()
                .filter(job -> job.state() == JobState.QUEUED)
                .map(Job::error)
                .filter(error -> error != null && error.code() == ErrorCode.CHOICE_NEEDED)
                .findFirst()
                .orElse(null);
    }
}
