package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.batch.BatchState;
import io.soundforge.alchemy.contracts.batch.JobStanding;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a track stands, for clients who know the words of {@link BatchState}.
 *
 * @param progress percent, the mean of its jobs, those that have ended counted as done
 * @param failure the first thing that went wrong; null when nothing did
 */
public record TrackStanding(
        BatchState state, double progress, @Nullable Failure failure) {
    public static TrackStanding of(TrackRows rows) {
        List<Job> jobs = rows.latestJobs().stream()
                .filter(job -> BatchState.KINDS.contains(job.kind()))
                .toList();
        BatchState state = BatchState.ofItem(jobs.stream().map(JobStanding::of).toList());
        double progress = jobs.stream()
                .mapToDouble(job -> job.state().terminal() ? 100 : job.progress())
                .average()
                .orElse(100);
        return new TrackStanding(state, progress, LatestJobs.firstFailure(jobs));
    }
}
