package io.soundforge.alchemy.gateway.uploads;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Appends a request's body to a file. What has come is made safe every few megabytes, and when the connection breaks; with
 * a checksum only when all of it has come and is what was announced. Serves one request.
 */
final class ChunkWriter {
    private static final long CHECKPOINT_BYTES = 4 << 20;

    private final HttpServerRequest request;
    private final AsyncFile file;
    private final long length;
    private final @Nullable UploadChecksum checksum;
    private final Future<Void> broken;
    private final LongFunction<Future<Void>> safe;
    private final Promise<Void> arrived = Promise.promise();
    private Future<Void> written = Future.succeededFuture();
    private long received;
    private long lastSafe;
    private boolean cut;

    /**
     * @param file positioned behind what is there
     * @param offset bytes that are there
     * @param length of the whole file
     * @param safe is told how many bytes of the file are on disk
     */
    ChunkWriter(UploadBody body, AsyncFile file, long offset, long length, LongFunction<Future<Void>> safe) {
        this.request = body.request();
        this.checksum = body.checksum();
        this.broken = body.broken();
        this.file = file;
        this.received = offset;
        this.lastSafe = offset;
        this.length = length;
        this.safe = safe;
    }

    /**
     * Takes over the request, which is paused, until its body has ended, and closes the file.
     *
     * @param lost fails when this request may not write any more
     * @return bytes of the file that are safe; fails with INVALID_REQUEST if the connection broke, BODY_TOO_LARGE if more
     *     came than the upload's length, CHECKSUM_MISMATCH
     */
    Future<Long> write(Future<Void> lost) {
        lost.onFailure(arrived::tryFail);
        request.handler(this::append);
        broken.onFailure(this::breakOff);
        request.endHandler(end -> arrived.tryComplete());
        request.resume();
        return arrived.future()
                .compose(all -> verify())
                .compose(all -> makeSafe(), this::keepWhatCame)
                .eventually(file::close)
                .map(done -> received);
    }

    private void breakOff(Throwable error) {
        cut = !arrived.future().isComplete();
        arrived.tryFail(
                new AlchemyException(ErrorCode.INVALID_REQUEST, "the connection broke before the body's end", error));
    }

    private void append(Buffer chunk) {
        if (arrived.future().isComplete()) {
            return; // what still comes belongs to a request that has failed
        }
        if (chunk.length() > length - received) {
            arrived.tryFail(new AlchemyException(
                    ErrorCode.BODY_TOO_LARGE, "the upload was announced with " + length + " bytes; more came"));
            return;
        }
        received += chunk.length();
        if (checksum != null) {
            checksum.update(chunk.getBytes());
        }
        Future<Void> write = file.write(chunk);
        write.onFailure(arrived::tryFail);
        written = Future.all(written, write).mapEmpty();
        if (checksum == null && received - lastSafe >= CHECKPOINT_BYTES) {
            checkpoint();
        } else if (file.writeQueueFull()) {
            request.pause();
            file.drainHandler(drained -> request.resume());
        }
    }

    private void checkpoint() {
        request.pause();
        makeSafe().onSuccess(done -> request.resume()).onFailure(error -> {
            arrived.tryFail(error);
            request.resume();
        });
    }

    private Future<Void> makeSafe() {
        long bytes = received;
        lastSafe = bytes;
        return written.compose(done -> file.flush()).compose(done -> safe.apply(bytes));
    }

    private Future<Void> verify() {
        if (checksum != null) {
            checksum.require();
        }
        return Future.succeededFuture();
    }

    /** Without a checksum every byte that came is as good as any other. */
    private Future<Void> keepWhatCame(Throwable error) {
        return (cut && checksum == null ? makeSafe() : Future.<Void>succeededFuture())
                .transform(done -> Future.failedFuture(error));
    }
}
