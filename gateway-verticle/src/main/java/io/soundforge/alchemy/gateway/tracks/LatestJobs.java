package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Of all jobs that a track ever had, the ones that say where it stands now. */
final class LatestJobs {
    private LatestJobs() {}

    /** The newest job of each kind, in the order of the kinds; those that do not shape the track are left out. */
    static List<Job> of(List<Job> oldestFirst) {
        Map<JobKind, Job> latest = new EnumMap<>(JobKind.class);
        oldestFirst.stream().filter(job -> job.kind().shapesTrack()).forEach(job -> latest.put(job.kind(), job));
        return List.copyOf(latest.values());
    }

    static boolean unsuccessful(JobState state) {
        return state == JobState.FAILED || state == JobState.CANCELLED;
    }
}
