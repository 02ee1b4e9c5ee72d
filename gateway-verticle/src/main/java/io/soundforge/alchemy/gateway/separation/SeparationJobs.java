package io.soundforge.alchemy.gateway.separation;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.vertx.core.Future;
import java.util.List;

/** Finds the separations among a track's jobs. */
public final class SeparationJobs {
    private final JobStore jobs;

    public SeparationJobs(JobStore jobs) {
        this.jobs = jobs;
    }

    /** Fails with NOT_FOUND if the track has no such separation. */
    public Future<Job> find(TrackId track, JobId id) {
        return jobs.find(id).map(found -> found.filter(
                        job -> job.kind() == JobKind.SEPARATE && job.track().equals(track))
                .orElseThrow(() -> new AlchemyException(ErrorCode.NOT_FOUND, "the track has no such separation")));
    }

    /** How many of a track's separations have not ended. */
    Future<Long> unfinished(TrackId track) {
        return jobs.ofTracks(List.of(track)).map(found -> found.getOrDefault(track, List.of()).stream()
                .filter(job -> job.kind() == JobKind.SEPARATE && !job.state().terminal())
                .count());
    }
}
