package io.soundforge.alchemy.gateway.scan;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;

/**
 * One conversation with clamd: {@code zINSTREAM\0}, then pieces with their length before them (32 bits, big-endian), then a
 * length of zero; the answer ends with a NUL. It may come before the end of the file.
 */
final class InStream {
    private static final int PIECE_BYTES = 1 << 16;
    private static final int LONGEST_ANSWER = 4096;

    private final NetSocket socket;
    private final AsyncFile file;
    private final Buffer answer = Buffer.buffer();
    private final Promise<ScanVerdict> verdict = Promise.promise();

    InStream(NetSocket socket, AsyncFile file) {
        this.socket = socket;
        this.file = file;
    }

    /** Fails if the connection does before there is an answer. */
    Future<ScanVerdict> verdict() {
        socket.handler(this::read);
        socket.exceptionHandler(error -> end(error.toString()));
        socket.closeHandler(closed -> end("the connection was closed"));
        socket.write(Buffer.buffer("zINSTREAM\0"));
        file.setReadBufferSize(PIECE_BYTES);
        file.exceptionHandler(verdict::tryFail);
        file.endHandler(end -> socket.write(Buffer.buffer().appendInt(0)));
        file.handler(this::send);
        return verdict.future();
    }

    private void send(Buffer piece) {
        if (verdict.future().isComplete()) {
            file.pause();
            return;
        }
        socket.write(Buffer.buffer().appendInt(piece.length()).appendBuffer(piece));
        if (socket.writeQueueFull()) {
            file.pause();
            socket.drainHandler(drained -> file.resume());
        }
    }

    private void read(Buffer part) {
        answer.appendBuffer(part);
        String text = answer.toString(StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        if (end >= 0 || answer.length() > LONGEST_ANSWER) {
            verdict.tryComplete(ScanVerdict.of(end >= 0 ? text.substring(0, end) : text));
        }
    }

    /** Whoever hangs up may have said why. */
    private void end(String reason) {
        if (answer.length() > 0) {
            verdict.tryComplete(ScanVerdict.of(answer.toString(StandardCharsets.UTF_8)));
        } else {
            verdict.tryFail(reason);
        }
    }
}
