package io.soundforge.alchemy.gateway.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import org.jspecify.annotations.Nullable;

/**
 * What an album, a playlist or an artist among the files of a batch was, so that nobody takes a part of it for the whole.
 *
 * @param tracks how many files came of it
 * @param skipped entries that are none
 * @param total entries that the service counts; absent where it does not say
 * @param complete false when tracks of it may be missing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CollectionRead(
        String url,
        SpotifyLink.Kind type,
        String name,
        int tracks,
        SkippedItems skipped,
        @Nullable Integer total,
        String source,
        boolean complete) {
    static CollectionRead of(CollectionMetadata found) {
        return new CollectionRead(
                found.link().canonical(),
                found.link().kind(),
                found.name(),
                found.tracks().size(),
                found.skipped(),
                found.total(),
                found.source(),
                found.complete());
    }
}
