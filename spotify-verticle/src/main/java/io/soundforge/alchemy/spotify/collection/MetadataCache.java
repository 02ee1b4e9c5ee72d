package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** Remembers what Spotify told. Only a convenience: neither of its futures ever fails. */
public interface MetadataCache {
    Duration LIFETIME = Duration.ofHours(1);

    /** Empty when nothing is remembered, or nothing that can be read. */
    Future<Optional<CollectionMetadata>> find(SpotifyLink link);

    /** Remembers for {@link #LIFETIME}, in the place of what was there. */
    Future<Void> keep(CollectionMetadata collection);
}
