package io.soundforge.alchemy.download.fetch;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.streams.WriteStream;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A file that takes so many bytes and no more, and tells how many it has. */
final class CappedSink implements WriteStream<Buffer> {
    private final AsyncFile file;
    private final long maxBytes;
    private final LongConsumer progress;
    private long written;
    private boolean ended;

    CappedSink(AsyncFile file, long maxBytes, LongConsumer progress) {
        this.file = file;
        this.maxBytes = maxBytes;
        this.progress = progress;
    }

    /** Bytes taken. */
    long written() {
        return written;
    }

    static AlchemyException tooLarge(long maxBytes) {
        return new AlchemyException(
                ErrorCode.BODY_TOO_LARGE, "the file behind the link is larger than " + maxBytes + " bytes");
    }

    static AlchemyException notStored(Throwable cause) {
        return new AlchemyException(ErrorCode.UNAVAILABLE, "the file could not be stored", cause);
    }

    /** Fails with BODY_TOO_LARGE when the limit is passed, and with whatever the progress throws. */
    @Override
    public Future<Void> write(Buffer data) {
        if (written + data.length() > maxBytes) {
            return Future.failedFuture(tooLarge(maxBytes));
        }
        written += data.length();
        try {
            progress.accept(written);
        } catch (RuntimeException stopped) {
            return Future.failedFuture(stopped);
        }
        return file.write(data).recover(error -> Future.failedFuture(notStored(error)));
    }

    @Override
    public Future<Void> end() {
        ended = true;
        return file.end();
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        file.exceptionHandler(handler);
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        file.setWriteQueueMaxSize(maxSize);
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return !ended && file.writeQueueFull(); // the pipe asks even after it has given up and closed the file
    }

    @Override
    public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
        file.drainHandler(handler);
        return this;
    }
}
