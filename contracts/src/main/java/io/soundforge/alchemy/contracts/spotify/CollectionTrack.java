package io.soundforge.alchemy.contracts.spotify;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One track of a {@link CollectionMetadata}. What the source leaves out is null.
 *
 * @param id the service's own, stable
 * @param artists may be empty when the source does not name them
 * @param coverUrl https
 * @param releaseDate yyyy, yyyy-mm or yyyy-mm-dd, as precise as the service knows it
 * @param duration seconds
 * @param previewUrl https
 */
public record CollectionTrack(
        String id,
        String title,
        List<String> artists,
        @Nullable String album,
        @Nullable String coverUrl,
        @Nullable String releaseDate,
        @Nullable Double duration,
        @Nullable String previewUrl) {
    public CollectionTrack {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        artists = List.copyOf(artists);
    }
}
