package io.soundforge.alchemy.gateway.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.platform.legacy.ClientView;
import io.soundforge.alchemy.platform.legacy.JobWords;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A separation as old clients see it.
 *
 * @param outputPath where its stems are served, known from the start
 * @param options the defaults, overlaid by what the caller sent
 * @param startedAt absent before the start, {@code completedAt} before the end
 * @param stems what this separation made and no other; absent before it completes
 */
record ProcessingRecord(
        String id,
        String trackId,
        String status,
        double progress,
        String createdAt,
        @Nullable String error,
        String inputPath,
        String outputPath,
        Map<String, Object> options,
        @JsonInclude(Include.NON_NULL) @Nullable String startedAt,
        @JsonInclude(Include.NON_NULL) @Nullable String completedAt,
        @JsonInclude(Include.NON_NULL) @Nullable List<StemRecord> stems) {

    /** @param stems assets of this job, in any order */
    static ProcessingRecord of(Job job, ClientView track, Map<String, Object> options, List<Asset> stems) {
        String status = JobWords.status(job);
        return new ProcessingRecord(
                job.id().toString(),
                track.trackId(),
                status,
                JobWords.progress(job),
                JobWords.time(job.createdAt()),
                JobWords.error(job),
                track.original(),
                track.stems(job.id()),
                options,
                JobWords.timeOrNull(job.startedAt()),
                JobWords.timeOrNull(job.finishedAt()),
                status.equals(JobWords.COMPLETED) ? stemsOf(job, track, stems) : null);
    }

    private static List<StemRecord> stemsOf(Job job, ClientView track, List<Asset> stems) {
        return stems.stream()
                .filter(stem -> stem.job().equals(job.id()))
                .map(stem -> StemRecord.of(stem, job, track))
                .toList();
    }

    /** A finished separation whose files have gone. */
    ProcessingRecord withoutStems() {
        return new ProcessingRecord(
                id,
                trackId,
                JobWords.ERROR,
                0,
                createdAt,
                "Stems directory not found",
                inputPath,
                outputPath,
                options,
                startedAt,
                completedAt,
                null);
    }
}
