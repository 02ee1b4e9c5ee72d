package io.soundforge.alchemy.platform.storage;

import io.soundforge.alchemy.platform.storage.object.CloudinaryConfig;
import io.soundforge.alchemy.platform.storage.object.CloudinaryUploads;
import io.soundforge.alchemy.platform.storage.object.ObjectStore;
import io.soundforge.alchemy.platform.storage.object.S3Config;
import io.soundforge.alchemy.platform.storage.object.S3Store;
import io.soundforge.alchemy.platform.storage.object.StorePatience;
import io.soundforge.alchemy.platform.storage.object.SupabaseConfig;
import io.soundforge.alchemy.platform.storage.object.SupabaseStore;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where blobs are kept, and which stores can be reached at all.
 *
 * @param kind where blobs go
 * @param s3 null if there is none; may be set although blobs go elsewhere
 * @param supabase likewise
 * @param cacheBytes budget of a node's cache of remote blobs
 * @param redirect whether clients are sent elsewhere for their bytes
 * @param results where finished audio is published, too; null for nowhere
 */
public record StorageConfig(
        Kind kind,
        @Nullable S3Config s3,
        @Nullable SupabaseConfig supabase,
        long cacheBytes,
        boolean redirect,
        @Nullable CloudinaryConfig results) {
    /** Blobs as files of this machine. */
    public static final StorageConfig LOCAL = new StorageConfig(Kind.LOCAL, null, null, 0, false, null);

    /** Where blobs go. */
    public enum Kind {
        LOCAL,
        SUPABASE,
        S3
    }

    /**
     * The store of this node; touches no network.
     *
     * @param root of the node's own files
     * @param node no other living process has the name
     */
    public BlobStore open(Vertx vertx, Path root, String node) {
        BlobStore store = objects(vertx)
                .<BlobStore>map(objects -> new RemoteBlobStore(
                        vertx, objects, root, node, RemoteBlobStore.Settings.of(cacheBytes, redirect)))
                .orElseGet(() -> new LocalBlobStore(vertx, root));
        return results == null
                ? store
                : new PublishedBlobStore(
                        vertx, store, new CloudinaryUploads(vertx, results, StorePatience.DEFAULT), redirect);
    }

    /** The remote store that blobs go to, if they go to one. */
    public Optional<ObjectStore> objects(Vertx vertx) {
        if (kind == Kind.S3 && s3 != null) {
            return Optional.of(new S3Store(vertx, s3, StorePatience.DEFAULT));
        }
        if (kind == Kind.SUPABASE && supabase != null) {
            return Optional.of(new SupabaseStore(vertx, supabase, StorePatience.DEFAULT));
        }
        return Optional.empty();
    }
}
