package io.soundforge.alchemy.gateway.karaoke;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.interchange.RhythmRegularity;
import io.soundforge.alchemy.contracts.stems.SeparationFacts;
import io.soundforge.alchemy.gateway.tracks.TrackRows;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a karaoke job stands, field by field as its clients know them. What is not known (yet) is null; transcription is
 * {@code not_available} and never holds a job up.
 *
 * @param status {@code queued | processing | completed | partial | error | cancelled}
 * @param progress percent, as {@link KaraokeSong#progress} counts
 * @param audioDuration seconds
 * @param fileSize bytes of the stored original
 * @param stemSeparationTime seconds
 * @param vocalsPath path of the file under this server; so are the others
 * @param beatConfidence 0 to 1
 * @param rhythmRegularity 0 to 1
 */
@JsonNaming(SnakeCaseStrategy.class)
record KaraokeStatus(
        String jobId,
        String status,
        double progress,
        String currentStep,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String error,
        @Nullable String originalFilename,
        @Nullable Double audioDuration,
        @Nullable Long fileSize,
        String stemSeparationStatus,
        double stemSeparationProgress,
        @Nullable Double stemSeparationTime,
        @Nullable String stemSeparationModel,
        @Nullable String vocalsPath,
        @Nullable String drumsPath,
        @Nullable String bassPath,
        @Nullable String otherPath,
        String transcriptionStatus,
        @Nullable String transcriptionLanguage,
        @Nullable Integer transcriptionWordCount,
        @Nullable Double transcriptionTime,
        String beatAnalysisStatus,
        double beatAnalysisProgress,
        @Nullable Double beatAnalysisTime,
        @Nullable Double tempoBpm,
        @Nullable Integer beatCount,
        @Nullable String timeSignature,
        @Nullable Double beatConfidence,
        @Nullable Double rhythmRegularity) {
    static KaraokeStatus of(KaraokeSong song) {
        TrackRows rows = song.rows();
        Failure failure = song.standing().failure();
        SeparationFacts separation = rows.separation();
        TrackAnalysis analysis = rows.analysis();
        return new KaraokeStatus(
                rows.track().id().toString(),
                song.standing().state().text(),
                song.progress(),
                song.currentStep(),
                rows.track().createdAt(),
                song.updatedAt(),
                failure == null ? null : failure.message(),
                song.fileName(),
                song.duration(),
                rows.original().map(Asset::bytes).orElse(null),
                song.separation().status(),
                song.separation().progress(),
                song.separation().seconds(),
                separation == null ? null : separation.model(),
                path(song, "vocals"),
                path(song, "drums"),
                path(song, "bass"),
                path(song, "other"),
                Stage.NOT_AVAILABLE,
                null,
                null,
                null,
                song.beats().status(),
                song.beats().progress(),
                song.beats().seconds(),
                analysis == null ? null : analysis.bpm(),
                analysis == null ? null : (Integer) analysis.beats().size(),
                analysis == null ? null : analysis.timeSignature(),
                analysis == null ? null : analysis.beatConfidence(),
                analysis == null ? null : RhythmRegularity.of(analysis));
    }

    private static @Nullable String path(KaraokeSong song, String stem) {
        return song.stem(stem).map(asset -> song.url("stems/" + asset.name())).orElse(null);
    }
}
