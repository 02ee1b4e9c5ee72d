package io.soundforge.alchemy.gateway.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.soundforge.alchemy.contracts.batch.Batch;
import io.soundforge.alchemy.contracts.batch.BatchState;
import io.soundforge.alchemy.contracts.batch.BatchTally;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch as callers see it.
 *
 * @param status {@code queued | processing | completed | partial | error | cancelled}
 * @param progress percent of the work that needs no more doing
 * @param total number of files; {@code completed} to {@code queued} add up to it
 * @param failed files of which nothing usable came out
 * @param items a part of the files, in their order; left out where nobody asked for them
 * @param collections what the albums, playlists and artists among the files were; told where the batch is accepted
 * @param next what to pass as {@code cursor} for the following part; null at the end
 */
@JsonNaming(SnakeCaseStrategy.class)
record BatchView(
        String jobId,
        String status,
        double progress,
        int total,
        int completed,
        int partial,
        int failed,
        int cancelled,
        int processing,
        int queued,
        Instant createdAt,
        String statusUrl,
        String resultsUrl,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<?> items,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<CollectionRead> collections,

        @Nullable String next) {
    static BatchView of(Batch batch, BatchTally tally) {
        return of(batch, tally, null, null);
    }

    /** @param reads none of which leave the field out */
    BatchView with(List<CollectionRead> reads) {
        return new BatchView(
                jobId,
                status,
                progress,
                total,
                completed,
                partial,
                failed,
                cancelled,
                processing,
                queued,
                createdAt,
                statusUrl,
                resultsUrl,
                items,
                reads.isEmpty() ? null : reads,
                next);
    }

    static BatchView of(Batch batch, BatchTally tally, @Nullable List<?> items, @Nullable String next) {
        String url = "/api/jobs/" + batch.name();
        return new BatchView(
                batch.name().value(),
                tally.state().text(),
                tally.progress(),
                batch.total(),
                tally.count(BatchState.COMPLETED),
                tally.count(BatchState.PARTIAL),
                tally.count(BatchState.ERROR),
                tally.count(BatchState.CANCELLED),
                tally.count(BatchState.PROCESSING),
                tally.count(BatchState.QUEUED),
                batch.createdAt(),
                url,
                url + "/results",
                items,
                null,
                next);
    }
}
