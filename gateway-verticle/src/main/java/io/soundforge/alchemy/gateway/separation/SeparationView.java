package io.soundforge.alchemy.gateway.separation;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.job.JobSummary;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.stems.SeparationReport;
import io.soundforge.alchemy.gateway.tracks.StemView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One separation as callers see it.
 *
 * @param liveUrl where it can be heard while it runs; null when it is over without result
 * @param result null until it is completed
 */
record SeparationView(
        String id,
        String url,
        @Nullable String liveUrl,
        JobSummary job,
        @Nullable SeparationOptions options,
        @Nullable SeparationReport result,
        List<StemView> stems) {

    static SeparationView of(
            Job job, @Nullable SeparationOptions options, @Nullable SeparationReport result, List<Asset> stems) {
        boolean silent = job.state() == JobState.FAILED || job.state() == JobState.CANCELLED;
        return new SeparationView(
                job.id().toString(),
                SeparationPaths.separation(job),
                silent ? null : SeparationPaths.live(job),
                JobSummary.of(job),
                options,
                result,
                stems.stream().map(StemView::of).toList());
    }
}
