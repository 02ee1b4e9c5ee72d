package io.soundforge.alchemy.websocket.frames;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobSummary;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.websocket.hub.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server says, as one line of JSON.
 *
 * @param seq position in the track's facts; absent for progress and errors
 * @param epoch which journal the position is of; with the first position of a track only, and again when it changes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServerFrame(
        String event, @Nullable Long seq, @Nullable String epoch, Object data) {
    private ServerFrame(String event, Object data) {
        this(event, null, null, data);
    }

    /**
     * The first answer to a subscription: where the track's jobs stand, and at which position.
     *
     * @param name what the client calls the track
     */
    public static ServerFrame snapshot(String name, Position at, List<Job> jobs) {
        List<JobSummary> summaries =
                jobs.stream().map(job -> summary(name, job)).toList();
        return new ServerFrame("track:snapshot", at.seq(), at.epoch(), new Snapshot(name, summaries));
    }

    public static ServerFrame delta(String name, JobEvent event) {
        return new ServerFrame(event.name(), event.fact() ? event.seq() : null, null, summary(name, event.job()));
    }

    /** The answer to who wants to go on after a position. */
    public static ServerFrame resumed(String name, Position after, boolean exactly) {
        return new ServerFrame("track:resumed", after.seq(), after.epoch(), new Resumed(name, exactly));
    }

    /** There is no such track yet; it is looked out for. */
    public static ServerFrame waiting(String name) {
        return new ServerFrame("track:waiting", new Named(name));
    }

    public static ServerFrame unsubscribed(String name) {
        return new ServerFrame("track:unsubscribed", new Named(name));
    }

    public static ServerFrame error(Failure failure, @Nullable String name) {
        return new ServerFrame("error", new Refusal(failure.code().text(), failure.message(), name));
    }

    /** The connection ends then, unless a new token comes before. */
    public static ServerFrame expiring(Instant end) {
        return new ServerFrame("auth:expiring", new TokenAnswer.Expiring(end));
    }

    /** The answer to a new token. */
    public static ServerFrame refreshed(TokenAnswer answer) {
        return new ServerFrame("auth:refreshed", answer);
    }

    private static JobSummary summary(String name, Job job) {
        JobSummary ours = JobSummary.of(job);
        return new JobSummary(
                ours.id(),
                ours.kind(),
                ours.status(),
                ours.trackId() == null ? null : name,
                ours.progress(),
                ours.stage(),
                ours.attempt(),
                ours.maxAttempts(),
                ours.error(),
                ours.errorCode(),
                ours.createdAt(),
                ours.startedAt(),
                ours.finishedAt());
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

    /** @param recovered whether exactly the missed facts follow; else a snapshot does */
    public record Resumed(String trackId, boolean recovered) {}

    /** What is said of the track as a whole. */
    public record Named(String trackId) {}

    /** A request that was not granted; the socket stays open. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Refusal(
            String code, String error, @Nullable String trackId) {}
}
