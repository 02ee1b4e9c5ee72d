package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** Remembers what Spotify told. Only a convenience: neither of its futures ever fails. */
public interface MetadataCache {
    /** What people change every day, and what a lesser source told of. */
    Duration CHANGING = Duration.ofHours(1);

    /** What is published once. */
    Duration PUBLISHED = Duration.ofDays(7);

    /** How long something is remembered. */
    static Duration lifetime(CollectionMetadata collection) {
        return switch (collection.link().kind()) {
            case TRACK, ALBUM -> collection.complete() ? PUBLISHED : CHANGING;
            case PLAYLIST, ARTIST, EPISODE, SHOW -> CHANGING;
        };
    }

    /** Empty when nothing is remembered, or nothing that can be read. */
    Future<Optional<CollectionMetadata>> find(SpotifyLink link);

    /** Remembers for its {@link #lifetime}, in the place of what was there. */
    Future<Void> keep(CollectionMetadata collection);
}
