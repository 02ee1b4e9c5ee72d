package io.soundforge.alchemy.download;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.storage.BucketLink;
import io.soundforge.alchemy.platform.storage.InputBuckets;
import io.soundforge.alchemy.platform.storage.object.ObjectFacts;
import io.soundforge.alchemy.platform.storage.object.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** Takes objects of the operator's buckets as sources. */
final class BucketIntake {
    private final Vertx vertx;
    private final InputBuckets buckets;
    private final long maxBytes;

    BucketIntake(Vertx vertx, InputBuckets buckets, long maxBytes) {
        this.vertx = vertx;
        this.buckets = buckets;
        this.maxBytes = maxBytes;
    }

    /** Fails with ADDRESS_REFUSED, SOURCE_REFUSED (no such object, or not for us), BODY_TOO_LARGE or UNAVAILABLE. */
    Future<Path> take(String url, Path target) {
        return Future.succeededFuture().compose(start -> {
            BucketLink link = buckets.require(url);
            ObjectStore objects = buckets.open(vertx, link);
            return objects.look(link.name())
                    .compose(found -> found.map(facts -> fetch(objects, link, facts, target))
                            .orElseGet(() -> Future.failedFuture(missing(link))))
                    .recover(error -> Future.failedFuture(asSource(link, error)))
                    .eventually(objects::close);
        });
    }

    private Future<Path> fetch(ObjectStore objects, BucketLink link, ObjectFacts facts, Path target) {
        return facts.bytes() > maxBytes
                ? Future.failedFuture(new AlchemyException(
                        ErrorCode.BODY_TOO_LARGE, "the object is larger than " + maxBytes + " bytes: " + facts.bytes()))
                : objects.get(link.name(), target).map(taken -> target);
    }

    private static AlchemyException missing(BucketLink link) {
        return new AlchemyException(
                ErrorCode.SOURCE_REFUSED, "there is no object '" + link.name() + "' in " + link.place());
    }

    private static Throwable asSource(BucketLink link, Throwable error) {
        boolean refused = error instanceof AlchemyException known && known.code() == ErrorCode.STORAGE_REFUSED;
        return refused
                ? new AlchemyException(
                        ErrorCode.SOURCE_REFUSED, link.place() + " refuses this server: " + error.getMessage(), error)
                : error;
    }
}
