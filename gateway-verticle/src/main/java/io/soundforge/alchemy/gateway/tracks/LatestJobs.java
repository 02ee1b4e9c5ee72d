package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Of all jobs that a track ever had, the ones that say where it stands now. */
public final class LatestJobs {
    private LatestJobs() {}

    /** The newest job of each kind, in the order of the kinds; those that do not shape the track are left out. */
    public static List<Job> of(List<Job> oldestFirst) {
        Map<JobKind, Job> latest = new EnumMap<>(JobKind.class);
        oldestFirst.stream().filter(job -> job.kind().shapesTrack()).forEach(job -> latest.put(job.kind(), job));
        return List.copyOf(latest.values());
    }

    static boolean unsuccessful(JobState state) {
        return state == JobState.FAILED || state == JobState.CANCELLED;
    }

    /** Live or finished work is shown, not repeated; failed work starts anew. */
    public static boolean startAnew(List<Job> latest) {
        return latest.stream().allMatch(job -> job.state().terminal())
                && latest.stream().anyMatch(job -> unsuccessful(job.state()));
    }

    /**
     * The first thing that went wrong; null when nothing did. That a step could not start because another failed
     * explains nothing, if that other one can be named.
     */
    public static @Nullable Failure firstFailure(List<Job> latest) {
        List<Failure> failures = latest.stream()
                .filter(job -> unsuccessful(job.state()))
                .map(Job::error)
                .filter(Objects::nonNull)
                .map(Failure.class::cast)
                .toList();
        Optional<Failure> cause = failures.stream()
                .filter(failure -> failure.code() != ErrorCode.PREDECESSOR_FAILED)
                .findFirst();
        return cause.or(() -> failures.stream().findFirst()).orElse(null);
    }
}
