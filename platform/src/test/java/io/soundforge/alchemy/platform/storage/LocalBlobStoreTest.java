package io.soundforge.alchemy.platform.storage;

import io.vertx.core.Vertx;
import java.nio.file.Path;

class LocalBlobStoreTest extends BlobStoreContract {
    @Override
    protected BlobStore create(Vertx vertx, Path folder) {
        return new LocalBlobStore(vertx, folder);
    }
}
