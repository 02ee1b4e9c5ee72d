package io.soundforge.alchemy.gateway.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.platform.legacy.ClientView;
import io.soundforge.alchemy.platform.legacy.JobWords;
import java.util.List;

/**
 * The answer to whoever asked for work.
 *
 * @param warnings what of the request had no effect; absent when all had
 */
record JobAccepted(
        String jobId,
        String trackId,
        String status,
        String message,
        @JsonInclude(Include.NON_EMPTY) List<String> warnings) {
    static JobAccepted of(Job job, ClientView track, String message, List<String> warnings) {
        return new JobAccepted(
                job.id().toString(), track.trackId(), JobWords.status(job), message, List.copyOf(warnings));
    }
}
