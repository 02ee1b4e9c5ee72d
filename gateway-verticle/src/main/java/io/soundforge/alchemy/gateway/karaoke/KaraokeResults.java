package io.soundforge.alchemy.gateway.karaoke;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.batch.BatchState;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.interchange.BeatFiles;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.stems.SeparationFacts;
import io.soundforge.alchemy.gateway.tracks.TrackRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything of a karaoke job that is ready, also while it runs and when a stage has failed.
 *
 * @param status as in the status
 * @param original null until the audio is stored
 * @param stems by type; empty until they are there
 * @param separation how the stems came about; null until they are there
 * @param transcription says that there is none
 * @param beatAnalysis null until it is there
 * @param errors which stages failed and why
 */
@JsonNaming(SnakeCaseStrategy.class)
record KaraokeResults(
        String jobId,
        String status,
        double progress,
        @Nullable StoredFile original,
        Map<String, StoredFile> stems,
        @Nullable SeparationFacts separation,
        Transcription transcription,
        @Nullable BeatAnalysis beatAnalysis,
        List<StageError> errors) {
    /** @param size bytes */
    @JsonNaming(SnakeCaseStrategy.class)
    record StoredFile(String url, String contentType, long size, double duration) {}

    /** Why there is no text. */
    record Transcription(String status, String reason) {}

    /** The facts, and where they are to be had as files; {@code onsets} is null if none were found. */
    record BeatAnalysis(Map<String, @Nullable Object> facts, Links files) {}

    /** Links of documents. */
    record Links(String analysis, String beats, @Nullable String onsets) {}

    /** @param code for programs */
    record StageError(String stage, String error, String code) {}

    static KaraokeResults of(KaraokeSong song) {
        TrackRows rows = song.rows();
        TrackAnalysis analysis = rows.analysis();
        return new KaraokeResults(
                rows.track().id().toString(),
                song.standing().state().text(),
                song.progress(),
                rows.original().map(asset -> file(song, asset, asset.name())).orElse(null),
                stems(song),
                rows.separation(),
                new Transcription(Stage.NOT_AVAILABLE, "no engine for transcription is installed"),
                analysis == null ? null : beats(song, analysis),
                errors(rows.latestJobs()));
    }

    private static StoredFile file(KaraokeSong song, Asset asset, String name) {
        return new StoredFile(song.url(name), asset.contentType(), asset.bytes(), asset.duration());
    }

    private static Map<String, StoredFile> stems(KaraokeSong song) {
        Map<String, StoredFile> stems = new LinkedHashMap<>();
        song.rows().newestStems().forEach(stem -> stems.put(stem.type(), file(song, stem, "stems/" + stem.name())));
        return stems;
    }

    private static BeatAnalysis beats(KaraokeSong song, TrackAnalysis analysis) {
        String onsets =
                BeatFiles.onsets(analysis).isPresent() ? song.url(KaraokeFiles.FOLDER_BEATS + "/onsets.json") : null;
        return new BeatAnalysis(
                BeatFiles.analysis(analysis),
                new Links(
                        song.url(KaraokeFiles.FOLDER_BEATS + "/analysis.json"),
                        song.url(KaraokeFiles.FOLDER_BEATS + "/beats.json"),
                        onsets));
    }

    private static List<StageError> errors(List<Job> jobs) {
        List<StageError> errors = new ArrayList<>();
        for (Job job : jobs) {
            Failure failure = job.error();
            if (failure != null && job.state().terminal() && BatchState.KINDS.contains(job.kind())) {
                errors.add(new StageError(
                        Stage.name(job.kind()),
                        failure.message(),
                        failure.code().text()));
            }
        }
        return errors;
    }
}
