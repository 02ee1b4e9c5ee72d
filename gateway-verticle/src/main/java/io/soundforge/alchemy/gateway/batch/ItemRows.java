package io.soundforge.alchemy.gateway.batch;

import io.soundforge.alchemy.contracts.batch.BatchItem;
import io.soundforge.alchemy.contracts.batch.BatchState;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.gateway.tracks.TrackRows;
import io.soundforge.alchemy.gateway.tracks.TrackStanding;
import org.jspecify.annotations.Nullable;

/**
 * Everything the rows say of one item.
 *
 * @param rows null if the track was deleted
 */
record ItemRows(BatchItem item, @Nullable TrackRows rows) {
    private static final TrackStanding DELETED =
            new TrackStanding(BatchState.ERROR, 100, new Failure(ErrorCode.NOT_FOUND, "the track was deleted"));

    TrackStanding standing() {
        return rows == null ? DELETED : TrackStanding.of(rows);
    }
}
