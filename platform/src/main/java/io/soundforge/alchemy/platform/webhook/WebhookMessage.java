package io.soundforge.alchemy.platform.webhook;

import io.soundforge.alchemy.contracts.batch.Batch;
import io.soundforge.alchemy.contracts.batch.BatchTally;
import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.job.JobSummary;
import io.soundforge.alchemy.contracts.job.TrackState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.bus.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What receivers are told. The same event has the same id whoever makes the message of it, so that it is told once.
 *
 * @param owner who is told
 * @param id value of the header {@code webhook-id}; without dots
 * @param body JSON with {@code type}, {@code timestamp} and {@code data}, at most {@value #LARGEST} bytes
 */
record WebhookMessage(OwnerId owner, String id, WebhookEventType type, String body) {
    /** Standard Webhooks 1.0.0 recommends less than 20 KB. */
    static final int LARGEST = 20_000;

    private static final int LONGEST_ERROR = 400;

    WebhookMessage {
        int size = body.getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST) {
            throw new IllegalArgumentException("expected a body of at most " + LARGEST + " bytes, got " + size);
        }
    }

    private record Body(String type, Instant timestamp, Object data) {}

    /** What a track came to: the latest job of each kind. */
    private record TrackData(String id, String status, List<JobSummary> jobs) {}

    private record BatchData(String id, String status, int total, Map<String, Integer> items) {}

    /** @param fact the end of a job */
    static WebhookMessage ofJob(JobEvent fact) {
        Job job = fact.job();
        return of(
                job.owner(),
                "job " + job.id() + " " + fact.seq(),
                typeOf(job.state()),
                endOf(job),
                Map.of("job", JobSummary.of(shortened(job))));
    }

    /**
     * What is to be told of a track after the end of one of its jobs; empty while other work is to be done, if the job
     * does not shape the track, or if the track was deleted and has no jobs any more.
     *
     * @param latest the latest job of each kind as they stood right after the fact
     */
    static Optional<WebhookMessage> ofTrack(JobEvent fact, Collection<Job> latest) {
        boolean atRest = latest.stream().filter(job -> job.kind().shapesTrack()).allMatch(job -> job.state()
                .terminal());
        if (!fact.job().kind().shapesTrack() || latest.isEmpty() || !atRest) {
            return Optional.empty();
        }
        TrackState state = TrackState.of(latest);
        TrackId track = fact.job().track();
        List<JobSummary> jobs = latest.stream()
                .filter(job -> job.kind().shapesTrack())
                .sorted((a, b) -> a.kind().compareTo(b.kind()))
                .map(job -> JobSummary.of(shortened(job)))
                .toList();
        return Optional.of(of(
                fact.job().owner(),
                "track " + track + " " + fact.seq(),
                typeOf(state),
                endOf(fact.job()),
                Map.of("track", new TrackData(track.toString(), state.text(), jobs))));
    }

    /** @param tally of a batch at rest */
    static WebhookMessage ofBatch(Batch batch, BatchTally tally, Instant now) {
        Map<String, Integer> items = new TreeMap<>();
        tally.items().forEach((state, count) -> items.put(state.text(), count));
        return of(
                batch.owner(),
                "batch " + batch.id(),
                WebhookEventType.BATCH_COMPLETED,
                now,
                Map.of(
                        "batch",
                        new BatchData(batch.name().value(), tally.state().text(), batch.total(), items)));
    }

    /** A new one each time it is asked for. */
    static WebhookMessage test(OwnerId owner, UUID endpoint, Instant now) {
        return of(
                owner,
                "test " + UUID.randomUUID(),
                WebhookEventType.WEBHOOK_TEST,
                now,
                Map.of("webhookId", endpoint.toString()));
    }

    private static WebhookMessage of(
            OwnerId owner, String name, WebhookEventType type, Instant timestamp, Object data) {
        String id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return new WebhookMessage(owner, "msg_" + id, type, WireJson.write(new Body(type.text(), timestamp, data)));
    }

    private static WebhookEventType typeOf(JobState state) {
        return switch (state) {
            case COMPLETED -> WebhookEventType.JOB_COMPLETED;
            case FAILED -> WebhookEventType.JOB_FAILED;
            case CANCELLED -> WebhookEventType.JOB_CANCELLED;
            case QUEUED, RUNNING -> throw new IllegalArgumentException("expected a job that has ended, got " + state);
        };
    }

    private static WebhookEventType typeOf(TrackState state) {
        return switch (state) {
            case READY -> WebhookEventType.TRACK_READY;
            case PARTIAL -> WebhookEventType.TRACK_PARTIAL;
            case ERROR -> WebhookEventType.TRACK_ERROR;
            case PENDING, PROCESSING -> throw new IllegalArgumentException("expected a track at rest, got " + state);
        };
    }

    private static Instant endOf(Job job) {
        return job.finishedAt() == null ? job.createdAt() : job.finishedAt();
    }

    private static Job shortened(Job job) {
        Failure error = job.error();
        return error == null || error.message().length() <= LONGEST_ERROR
                ? job
                : job.withError(new Failure(error.code(), error.message().substring(0, LONGEST_ERROR) + "…"));
    }
}
