package io.soundforge.alchemy.contracts.batch;

import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.track.TrackId;
import org.jspecify.annotations.Nullable;

/**
 * One of the files of a batch.
 *
 * @param index its place in the batch, from 0: the order of the list that the client sent, albums and playlists replaced
 *     by their tracks
 * @param source what the client named: a link or a track's id
 * @param track what became of it; the same link twice is one track, and a track may have been deleted since; null if
 *     nothing could become of it
 * @param refusal why nothing could; null otherwise
 */
public record BatchItem(
        int index,
        String source,
        @Nullable TrackId track,
        @Nullable Failure refusal) {
    public BatchItem {
        if ((track == null) == (refusal == null)) {
            throw new IllegalArgumentException("an item has either a track or a refusal");
        }
    }

    public BatchItem(int index, String source, TrackId track) {
        this(index, source, track, null);
    }
}
