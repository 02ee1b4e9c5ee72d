package io.soundforge.alchemy.gateway.uploads;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.tracks.QuotaGate;
import io.soundforge.alchemy.platform.identity.AccessPolicy;
import io.soundforge.alchemy.platform.uploads.NewUpload;
import io.soundforge.alchemy.platform.uploads.Upload;
import io.soundforge.alchemy.platform.uploads.UploadStore;
import io.soundforge.alchemy.platform.uploads.Usages;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.UUID;

/** Uploads in parts: begun, written to by one request at a time, finished or given up. */
final class UploadDesk {
    private final Vertx vertx;
    private final GatewayParts parts;
    private final UploadStore store;
    private final UploadFiles files;
    private final UploadCompletion completion;
    private final QuotaGate gate;
    private final Usages usages;

    UploadDesk(Vertx vertx, GatewayParts parts) {
        this.vertx = vertx;
        this.parts = parts;
        this.store = new UploadStore(parts.database());
        this.files = new UploadFiles(vertx, parts.blobs());
        this.completion = new UploadCompletion(vertx, parts, store, files);
        this.gate = new QuotaGate(parts);
        this.usages = new Usages(parts.database());
    }

    /** Reserves room for a file. Fails with QUOTA_EXCEEDED. */
    Future<Upload> create(OwnerId owner, long length, UploadMetadata metadata) {
        NewUpload upload = new NewUpload(
                owner,
                length,
                metadata.header(),
                metadata.fileName(),
                metadata.options(),
                parts.config().intake().uploadKept());
        return parts.database().inTransaction(tx -> usages.locked(tx, owner)
                .compose(usage -> {
                    requireFew(usage.unfinishedUploads());
                    return gate.admit(tx, owner, length, usage.unfinishedUploads() + 1);
                })
                .compose(fits -> store.insert(tx, upload)));
    }

    private void requireFew(int unfinished) {
        int most = parts.config().intake().mostUnfinished();
        if (unfinished >= most) {
            throw new AlchemyException(
                    ErrorCode.QUOTA_EXCEEDED,
                    "an owner may have " + most + " unfinished uploads; " + unfinished
                            + " are open, and 1 more was wanted: finish or delete one");
        }
    }

    /** Fails with NOT_FOUND, or with EXPIRED if it was not finished in time. */
    Future<Upload> find(OwnerId caller, UUID id) {
        return store.find(id).map(found -> {
            Upload upload = found.filter(known -> AccessPolicy.mayAccess(caller, known.owner()))
                    .filter(known -> !known.expired() || !known.imported())
                    .orElseThrow(() -> new AlchemyException(ErrorCode.NOT_FOUND, "there is no such upload"));
            if (upload.expired()) {
                throw new AlchemyException(ErrorCode.EXPIRED, "the upload was not finished in time; begin a new one");
            }
            return upload;
        });
    }

    /**
     * Appends a request's body, and imports the file when it is whole.
     *
     * <p>Fails with LOCKED while another request writes, with CONFLICT if the offset is another one, as {@link
     * ChunkWriter#write}, and as importing does.
     */
    Future<Upload> append(Upload upload, long offset, UploadBody body) {
        return WritingLease.take(vertx, store, upload.id())
                .compose(lease -> write(lease, offset, body)
                        .compose(received ->
                                received == upload.length() ? completion.complete(lease) : Future.succeededFuture())
                        .transform(outcome -> giveBack(lease, outcome)))
                .compose(done -> refreshed(upload));
    }

    /** Imports a file that has arrived whole but was not imported: the node died, or a part of the system was away. */
    Future<Upload> finish(Upload upload) {
        return WritingLease.take(vertx, store, upload.id())
                .compose(lease -> completion.complete(lease).transform(outcome -> giveBack(lease, outcome)))
                .compose(done -> refreshed(upload));
    }

    private static Future<Void> giveBack(WritingLease lease, AsyncResult<Void> outcome) {
        Future<Void> result = outcome.succeeded() ? Future.succeededFuture() : Future.failedFuture(outcome.cause());
        // A lease that cannot be given back ends by itself.
        return lease.giveBack().transform(given -> result);
    }

    private Future<Long> write(WritingLease lease, long offset, UploadBody body) {
        Upload upload = lease.upload();
        if (upload.received() != offset) {
            return Future.failedFuture(new AlchemyException(
                    ErrorCode.CONFLICT,
                    "Upload-Offset must be " + upload.received() + ", where the upload is; got " + offset));
        }
        return files.append(upload)
                .compose(file -> new ChunkWriter(body, file, offset, upload.length(), lease::keep).write(lease.lost()));
    }

    private Future<Upload> refreshed(Upload upload) {
        return find(upload.owner(), upload.id());
    }

    /** Ends an upload with what has arrived of it; a track that came of it stays. Fails with LOCKED while it is written. */
    Future<Void> delete(Upload upload) {
        return store.delete(upload.id(), UploadStore.NOBODY).compose(done -> files.delete(upload));
    }
}
