package io.soundforge.alchemy.gateway.uploads;

import io.soundforge.alchemy.platform.uploads.Upload;
import io.soundforge.alchemy.platform.uploads.UploadStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.UUID;

/** The right to write to an upload while it is held, renewed until it is given back. */
final class WritingLease {
    private static final long RENEWAL_MILLIS = UploadStore.LEASE.toMillis() / 3;

    private final Vertx vertx;
    private final UploadStore store;
    private final Upload upload;
    private final UUID writer;
    private final Promise<Void> lost = Promise.promise();
    private final long timer;

    private WritingLease(Vertx vertx, UploadStore store, Upload upload, UUID writer) {
        this.vertx = vertx;
        this.store = store;
        this.upload = upload;
        this.writer = writer;
        this.timer = vertx.setPeriodic(
                RENEWAL_MILLIS, tick -> store.keep(upload.id(), writer, 0).onFailure(lost::tryFail));
    }

    /** Fails with LOCKED while somebody else holds it. */
    static Future<WritingLease> take(Vertx vertx, UploadStore store, UUID upload) {
        UUID writer = UUID.randomUUID();
        return store.begin(upload, writer).map(now -> new WritingLease(vertx, store, now, writer));
    }

    /** The upload as it was when the lease began. */
    Upload upload() {
        return upload;
    }

    /** Fails when somebody else has taken over, or when that cannot be ruled out. */
    Future<Void> lost() {
        return lost.future();
    }

    /** These bytes are on disk. */
    Future<Void> keep(long received) {
        return store.keep(upload.id(), writer, received);
    }

    Future<Void> giveBack() {
        vertx.cancelTimer(timer);
        return store.end(upload.id(), writer, 0);
    }

    /** Instead of giving the lease back: there is no upload any more. */
    Future<Void> delete() {
        vertx.cancelTimer(timer);
        return store.delete(upload.id(), writer);
    }
}
