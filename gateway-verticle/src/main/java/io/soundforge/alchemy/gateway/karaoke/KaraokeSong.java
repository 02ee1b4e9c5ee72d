package io.soundforge.alchemy.gateway.karaoke;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.batch.BatchState;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.gateway.tracks.TrackRows;
import io.soundforge.alchemy.gateway.tracks.TrackStanding;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a karaoke job is made of.
 *
 * @param fileName what the sender called the file; null if it did not come as one
 */
record KaraokeSong(TrackRows rows, @Nullable String fileName) {
    Stage fetching() {
        return Stage.of(rows, JobKind.DOWNLOAD);
    }

    Stage separation() {
        return Stage.of(rows, JobKind.SEPARATE);
    }

    Stage beats() {
        return Stage.of(rows, JobKind.ANALYZE);
    }

    TrackStanding standing() {
        return TrackStanding.of(rows);
    }

    /**
     * Percent: separation and beat analysis are one half each, and stages that have ended count as done. Without either
     * of them it is the progress of fetching. Transcription is not available and has no share.
     */
    double progress() {
        return Stream.of(separation(), beats())
                .filter(Stage::requested)
                .mapToDouble(Stage::settled)
                .average()
                .orElseGet(() -> fetching().settled());
    }

    /** What is being done now; what it has come to once nothing is. */
    String currentStep() {
        BatchState state = standing().state();
        if (separation().running()) {
            return Stage.SEPARATION;
        }
        if (beats().running()) {
            return Stage.BEATS;
        }
        return state == BatchState.PROCESSING && fetching().running() ? Stage.PREPARING : state.text();
    }

    /** When one of its jobs last started or ended. */
    Instant updatedAt() {
        return rows.latestJobs().stream()
                .flatMap(KaraokeSong::times)
                .max(Comparator.naturalOrder())
                .orElse(rows.track().createdAt());
    }

    private static Stream<Instant> times(Job job) {
        return Stream.of(
                        Optional.of(job.createdAt()),
                        Optional.ofNullable(job.startedAt()),
                        Optional.ofNullable(job.finishedAt()))
                .flatMap(Optional::stream);
    }

    Optional<Asset> stem(String type) {
        return rows.newestStems().stream()
                .filter(stem -> stem.type().equals(type))
                .findFirst();
    }

    /** Where a file of this job is served. */
    String url(String name) {
        return "/api/files/" + rows.track().id() + "/" + name;
    }

    /** Seconds; null until the audio or its tags tell. */
    @Nullable Double duration() {
        TrackAnalysis analysis = rows.analysis();
        return analysis == null ? rows.track().duration() : Double.valueOf(analysis.duration());
    }
}
