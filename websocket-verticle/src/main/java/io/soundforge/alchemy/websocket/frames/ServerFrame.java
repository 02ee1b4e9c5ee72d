package io.soundforge.alchemy.websocket.frames;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobSummary;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.bus.WireJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server says, as one line of JSON.
 *
 * @param seq position in the track's facts; absent for progress and errors
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServerFrame(String event, @Nullable Long seq, Object data) {
    /** The first answer to a subscription: where the track's jobs stand, and at which position. */
    public static ServerFrame snapshot(TrackId track, long seq, List<Job> jobs) {
        List<JobSummary> summaries = jobs.stream().map(JobSummary::of).toList();
        return new ServerFrame("track:snapshot", seq, new Snapshot(track.toString(), summaries));
    }

    public static ServerFrame delta(JobEvent event) {
        return new ServerFrame(event.name(), event.fact() ? event.seq() : null, JobSummary.of(event.job()));
    }

    public static ServerFrame unsubscribed(TrackId track) {
        return new ServerFrame("track:unsubscribed", null, new Unsubscribed(track.toString()));
    }

    public static ServerFrame error(Failure failure, @Nullable TrackId track) {
        return new ServerFrame(
                "error",
                null,
                new Refusal(failure.code().text(), failure.message(), track == null ? null : track.toString()));
    }

    public String text() {
        return WireJson.write(this);
    }

    /** The data alone. */
    public String dataText() {
        return WireJson.write(data);
    }

    /** All jobs of a track, oldest first. */
    public record Snapshot(String trackId, List<JobSummary> jobs) {}

    /** Says that no more deltas of this track will come. */
    public record Unsubscribed(String trackId) {}

    /** A request that was not granted; the socket stays open. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Refusal(
            String code, String error, @Nullable String trackId) {}
}
