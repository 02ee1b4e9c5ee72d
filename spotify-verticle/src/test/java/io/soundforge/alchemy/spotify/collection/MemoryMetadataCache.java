package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers as long as the test runs. */
final class MemoryMetadataCache implements MetadataCache {
    private final Map<SpotifyLink, CollectionMetadata> kept = new ConcurrentHashMap<>();

    @Override
    public Future<Optional<CollectionMetadata>> find(SpotifyLink link) {
        return Future.succeededFuture(Optional.ofNullable(kept.get(link)));
    }

    @Override
    public Future<Void> keep(CollectionMetadata collection) {
        kept.put(collection.link(), collection);
        return Future.succeededFuture();
    }
}
