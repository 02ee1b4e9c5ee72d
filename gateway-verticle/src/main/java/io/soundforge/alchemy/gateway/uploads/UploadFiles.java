package io.soundforge.alchemy.gateway.uploads;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.soundforge.alchemy.platform.uploads.Upload;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import java.nio.file.Path;

/** Where the bytes of unfinished uploads lie: a resumable folder each, which outlives the process. */
final class UploadFiles {
    static final String NAME = "upload";

    private final Vertx vertx;
    private final BlobStore blobs;

    UploadFiles(Vertx vertx, BlobStore blobs) {
        this.vertx = vertx;
        this.blobs = blobs;
    }

    Future<Path> folder(Upload upload) {
        return blobs.resumable(upload.folder());
    }

    /** The file, to be written behind the bytes that are safe. Fails with EXPIRED if those are not there any more. */
    Future<AsyncFile> append(Upload upload) {
        OpenOptions options = new OpenOptions().setCreate(true).setRead(true).setWrite(true);
        return folder(upload)
                .compose(folder -> vertx.fileSystem().open(folder.resolve(NAME).toString(), options))
                .compose(file -> file.size()
                        .compose(size -> size < upload.received()
                                ? file.close().compose(closed -> Future.<AsyncFile>failedFuture(gone()))
                                : Future.succeededFuture(file.setWritePos(upload.received()))));
    }

    private static AlchemyException gone() {
        return new AlchemyException(
                ErrorCode.EXPIRED, "the bytes of this upload are not there any more; begin a new one");
    }

    Future<Void> delete(Upload upload) {
        return blobs.existing(upload.folder())
                .compose(folder -> folder.isPresent() ? blobs.discard(folder.get()) : Future.succeededFuture());
    }
}
