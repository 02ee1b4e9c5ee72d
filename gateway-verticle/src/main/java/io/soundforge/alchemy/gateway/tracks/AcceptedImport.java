package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.track.Track;
import java.util.List;

/** What an import begins with. */
public record AcceptedImport(Track track, List<Job> jobs) {
    public AcceptedImport {
        jobs = List.copyOf(jobs);
    }
}
