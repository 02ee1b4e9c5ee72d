package io.soundforge.alchemy.spotify.collection;

class MemoryMetadataCacheTest extends MetadataCacheContract {
    private final MetadataCache cache = new MemoryMetadataCache();

    @Override
    MetadataCache cache() {
        return cache;
    }
}
