package io.soundforge.alchemy.gateway.tracks;

import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.idempotency.BodyDigest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the one {@code file} of a multipart form to disk while it arrives. The limit holds while reading: what is
 * beyond it is never stored. Serves one request.
 *
 * <p>What is digested is the file, not the form around it, whose boundary a client may choose anew each time.
 */
final class UploadReceiver {
    private static final long LAST_WRITE_SECONDS = 30;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final Path target;
    private final UploadRoom room;
    private final @Nullable MessageDigest digest;
    private final Future<Void> broken;
    private final Promise<ReceivedUpload> result = Promise.promise();
    private Future<Void> written = Future.succeededFuture();
    private @Nullable String fileName;
    private long received;
    private long ignored;

    UploadReceiver(
            Vertx vertx,
            HttpServerRequest request,
            Path folder,
            UploadRoom room,
            boolean digested,
            Future<Void> broken) {
        this.vertx = vertx;
        this.request = request;
        this.target = folder.resolve("upload");
        this.room = room;
        this.broken = broken;
        this.digest = digested ? BodyDigest.sha256() : null;
    }

    /**
     * Takes over the request, which is paused, and resumes it. Fails with INVALID_REQUEST, BODY_TOO_LARGE or
     * QUOTA_EXCEEDED.
     */
    Future<ReceivedUpload> receive() {
        try {
            request.setExpectMultipart(true);
        } catch (IllegalStateException | ErrorDataDecoderException | IndexOutOfBoundsException e) {
            request.resume();
            return Future.failedFuture(
                    new AlchemyException(ErrorCode.INVALID_REQUEST, "expected multipart/form-data with a boundary", e));
        }
        request.uploadHandler(this::accept);
        broken.onFailure(error -> result.tryFail(
                new AlchemyException(ErrorCode.INVALID_REQUEST, "the form ended early or is malformed", error)));
        request.endHandler(
                end -> written.timeout(LAST_WRITE_SECONDS, TimeUnit.SECONDS).onComplete(done -> finish(done.cause())));
        request.resume();
        return result.future();
    }

    private void accept(HttpServerFileUpload upload) {
        if (!"file".equals(upload.name()) || fileName != null) {
            ignoreRest(upload);
            result.tryFail(new AlchemyException(
                    ErrorCode.INVALID_REQUEST,
                    "expected one file in the form field 'file'; got '" + upload.name() + "'"));
            return;
        }
        fileName = FileName.plain(upload.filename());
        upload.pause();
        written = vertx.fileSystem()
                .open(target.toString(), new OpenOptions().setCreateNew(true).setWrite(true))
                .compose(file -> copy(upload, file));
        written.onFailure(error -> {
            result.tryFail(error);
            ignoreRest(upload);
        });
    }

    private Future<Void> copy(HttpServerFileUpload upload, AsyncFile file) {
        Promise<Void> copied = Promise.promise();
        upload.handler(chunk -> write(upload, file, chunk));
        upload.exceptionHandler(copied::tryFail);
        upload.endHandler(end -> copied.tryComplete());
        result.future().onFailure(error -> {
            copied.tryFail(error);
            ignoreRest(upload);
        });
        upload.resume();
        return copied.future().eventually(file::close);
    }

    private void write(HttpServerFileUpload upload, AsyncFile file, Buffer chunk) {
        received += chunk.length();
        AlchemyException refusal = room.refusal(received);
        if (refusal != null) {
            result.tryFail(refusal);
            return;
        }
        if (digest != null) {
            digest.update(chunk.getBytes());
        }
        file.write(chunk).onFailure(result::tryFail);
        if (file.writeQueueFull()) {
            upload.pause();
            file.drainHandler(drained -> upload.resume());
        }
    }

    /** Ends the reception from outside. */
    void giveUp(AlchemyException reason) {
        result.tryFail(reason);
    }

    /** Clients read an answer only when they have sent everything; but there is an end to politeness. */
    private void ignoreRest(HttpServerFileUpload upload) {
        upload.handler(chunk -> {
            ignored += chunk.length();
            if (ignored > room.maxBytes()) {
                request.connection().close();
            }
        });
        upload.resume();
    }

    private void finish(@Nullable Throwable failure) {
        if (failure instanceof TimeoutException) {
            result.tryFail(new AlchemyException(
                    ErrorCode.INVALID_REQUEST, "the form ends without its closing boundary", failure));
        } else if (failure != null) {
            result.tryFail(failure);
        } else if (fileName == null) {
            result.tryFail(new AlchemyException(ErrorCode.INVALID_REQUEST, "the form field 'file' is missing"));
        } else {
            result.tryComplete(new ReceivedUpload(
                    target,
                    fileName,
                    received,
                    request.getFormAttribute("options"),
                    digest == null ? new byte[0] : digest.digest()));
        }
    }
}
