package io.soundforge.alchemy.gateway.batch;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.gateway.tracks.TrackStanding;
import org.jspecify.annotations.Nullable;

/**
 * Where one file of a batch stands.
 *
 * @param file what the client named
 * @param trackId null if nothing could become of it
 * @param name what the track is called; null without one
 * @param coverUrl the picture that a music service has of it
 * @param status one of the batch's words
 * @param stage what is being done to it, or {@code choosing} while it waits for somebody to choose a recording; null
 *     while nothing is
 * @param progress percent
 * @param error the first thing that went wrong, or what somebody is asked to choose, for people; null if neither
 */
@JsonNaming(SnakeCaseStrategy.class)
record ItemView(
        int index,
        String file,
        @Nullable String trackId,
        @Nullable String name,
        @Nullable String artist,
        @Nullable String coverUrl,
        String status,
        @Nullable String stage,
        double progress,
        @Nullable String error,
        @Nullable String errorCode) {
    static ItemView of(ItemRows rows) {
        TrackStanding standing = rows.standing();
        Failure failure = rows.reason();
        Track track = rows.track();
        return new ItemView(
                rows.item().index(),
                rows.item().source(),
                rows.trackId(),
                track == null ? null : track.name(),
                track == null ? null : track.artist(),
                track == null ? null : track.coverUrl(),
                standing.state().text(),
                rows.stage(),
                standing.progress(),
                failure == null ? null : failure.message(),
                failure == null ? null : failure.code().text());
    }
}
