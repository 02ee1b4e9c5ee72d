package io.soundforge.alchemy.gateway.batch;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.gateway.tracks.TrackRows;
import io.soundforge.alchemy.gateway.tracks.TrackStanding;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of one file of a batch. Links lead to what is ready; the others are null.
 *
 * @param file what the client named
 * @param trackId null if nothing could become of it
 * @param status one of the batch's words
 * @param duration seconds
 * @param original link of the audio as it came
 * @param stems links by the stems' types
 * @param analysis link of a JSON document
 */
@JsonNaming(SnakeCaseStrategy.class)
record ResultView(
        int index,
        String file,
        @Nullable String trackId,
        String status,
        @Nullable String error,
        @Nullable String errorCode,
        @Nullable String name,
        @Nullable Double duration,
        @Nullable String original,
        Map<String, String> stems,
        @Nullable String analysis) {
    static ResultView of(ItemRows item) {
        TrackStanding standing = item.standing();
        Failure failure = item.reason();
        TrackRows rows = item.rows();
        String id = item.trackId();
        return new ResultView(
                item.item().index(),
                item.item().source(),
                id,
                standing.state().text(),
                failure == null ? null : failure.message(),
                failure == null ? null : failure.code().text(),
                rows == null ? null : rows.track().name(),
                rows == null ? null : rows.track().duration(),
                rows == null || rows.original().isEmpty() ? null : "/api/tracks/" + id + "/audio",
                rows == null ? Map.of() : stems(rows),
                rows == null || rows.analysis() == null ? null : "/api/files/" + id + "/beat_analysis/analysis.json");
    }

    private static Map<String, String> stems(TrackRows rows) {
        Map<String, String> links = new LinkedHashMap<>();
        for (Asset stem : rows.newestStems()) {
            links.put(stem.type(), "/api/tracks/" + stem.track() + "/stems/" + stem.id());
        }
        return links;
    }
}
