package io.soundforge.alchemy.gateway.batch;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs;
import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.soundforge.alchemy.contracts.track.TrackId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What options ask for that a track neither has nor is about to get: an analysis, and a separation with just these
 * options.
 */
final class MissingWork {
    private final KnownTracks known;
    private final TrackId track;
    private final List<Step> steps = new ArrayList<>();

    MissingWork(KnownTracks known, TrackId track, ImportOptions options) {
        this.known = known;
        this.track = track;
        if (options.autoProcess()) {
            addUnless(isSeparatedAs(new SeparateTrack(options.separation())), new SeparateTrack(options.separation()));
            addUnless(isLiveOrDone(JobKind.ANALYZE), new AnalyzeTrack());
        }
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    JobPlan plan() {
        return new JobPlan(steps);
    }

    private void addUnless(boolean there, JobArgs args) {
        if (!there) {
            steps.add(new Step(args.kind().text(), args, Set.of()));
        }
    }

    private boolean isSeparatedAs(SeparateTrack wish) {
        return isLiveOrDone(JobKind.SEPARATE)
                && known.separation(track).filter(wish::equals).isPresent();
    }

    private boolean isLiveOrDone(JobKind kind) {
        return known.latestJobs(track).stream()
                .filter(job -> job.kind() == kind)
                .map(Job::state)
                .anyMatch(state -> state == JobState.COMPLETED || !state.terminal());
    }
}
