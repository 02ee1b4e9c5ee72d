package io.soundforge.alchemy.websocket.tracks;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.platform.legacy.ClientView;
import io.soundforge.alchemy.platform.legacy.JobWords;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a job, as the original told it: the job's record under the name of its channel, and the short
 * messages that its web client acts on. Each transition is told once.
 */
final class OldEvents {
    private OldEvents() {}

    /**
     * The events for one thing that happened, in the order in which they are sent.
     *
     * @param stems file names of what a completed separation made; empty for anything else
     */
    static List<News> of(JobEvent event, ClientView track, List<String> stems) {
        Job job = event.job();
        String topic = event.fact() ? null : job.id().toString();
        List<News> news = new ArrayList<>();
        news.add(new News(event.name(), record(job, track), topic));
        if (job.kind() == JobKind.SEPARATE) {
            separation(event, track, stems, news);
        } else if (job.kind() == JobKind.ANALYZE && event.type() == JobEventType.COMPLETED) {
            news.add(new News("analysis:completed", message(job, track).put("progress", 100), null));
        }
        return news;
    }

    private static void separation(JobEvent event, ClientView track, List<String> stems, List<News> news) {
        Job job = event.job();
        JsonObject message = message(job, track);
        switch (event.type()) {
            case CREATED -> {}
            case UPDATED -> {
                if (job.state() == JobState.RUNNING) {
                    if (event.fact()) {
                        news.add(new News(
                                "processing:started", message.copy().put("message", "Separation started"), null));
                    }
                    String topic = event.fact() ? null : job.id() + " update";
                    news.add(new News("processing:update", message.put("progress", JobWords.progress(job)), topic));
                }
            }
            case COMPLETED ->
                news.add(new News(
                        "processing:completed",
                        message.put("progress", 100).put("stems", new JsonArray(List.copyOf(stems))),
                        null));
            case ERROR -> news.add(new News("processing:error", message.put("error", JobWords.error(job)), null));
        }
    }

    private static JsonObject message(Job job, ClientView track) {
        return new JsonObject()
                .put("trackId", track.trackId())
                .put("jobId", job.id().toString())
                .put("status", JobWords.status(job));
    }

    /** What all kinds of job have in common; files are where they are served, never where they lie. */
    private static JsonObject record(Job job, ClientView track) {
        JsonObject record = new JsonObject()
                .put("id", job.id().toString())
                .put("trackId", track.trackId())
                .put("status", JobWords.status(job))
                .put("progress", JobWords.progress(job))
                .put("createdAt", JobWords.time(job.createdAt()))
                .put("error", JobWords.error(job));
        switch (job.kind()) {
            case DOWNLOAD -> record.put("outputPath", job.state() == JobState.COMPLETED ? track.original() : null);
            case SEPARATE -> record.put("inputPath", track.original()).put("outputPath", track.stems(job.id()));
            case ANALYZE -> record.put("inputPath", track.original());
            default -> {}
        }
        putIfThere(record, "startedAt", JobWords.timeOrNull(job.startedAt()));
        putIfThere(record, "completedAt", JobWords.timeOrNull(job.finishedAt()));
        return record;
    }

    private static void putIfThere(JsonObject record, String key, @Nullable String value) {
        if (value != null) {
            record.put(key, value);
        }
    }
}
