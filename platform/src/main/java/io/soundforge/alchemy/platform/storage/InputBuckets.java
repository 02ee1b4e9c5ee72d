package io.soundforge.alchemy.platform.storage;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.storage.object.ObjectStore;
import io.soundforge.alchemy.platform.storage.object.S3Store;
import io.soundforge.alchemy.platform.storage.object.StorePatience;
import io.soundforge.alchemy.platform.storage.object.SupabaseStore;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * Buckets whose objects callers may name as sources.
 *
 * @param stores how they are reached
 * @param places such as {@code s3://songs}
 */
public record InputBuckets(StorageConfig stores, List<String> places) {
    public static final InputBuckets NONE = new InputBuckets(StorageConfig.LOCAL, List.of());

    public InputBuckets {
        places = List.copyOf(places);
    }

    /**
     * Reads a link to an object that may be taken.
     *
     * @throws AlchemyException INVALID_REQUEST for a link of no known form, ADDRESS_REFUSED for another bucket
     */
    public BucketLink require(String url) {
        BucketLink link = BucketLink.parse(url);
        if (!places.contains(link.place())) {
            throw new AlchemyException(
                    ErrorCode.ADDRESS_REFUSED,
                    "'" + link.place() + "' is not among the buckets that this server reads from (INPUT_BUCKETS)");
        }
        return link;
    }

    /** A client of the link's bucket; the caller closes it. */
    public ObjectStore open(Vertx vertx, BucketLink link) {
        if (link.scheme().equals("s3") && stores.s3() != null) {
            return new S3Store(vertx, stores.s3().withBucket(link.bucket()), StorePatience.DEFAULT);
        }
        if (link.scheme().equals("supabase") && stores.supabase() != null) {
            return new SupabaseStore(vertx, stores.supabase().withBucket(link.bucket()), StorePatience.DEFAULT);
        }
        throw new AlchemyException(ErrorCode.NO_PROVIDER, "no credentials are configured for " + link.place());
    }
}
