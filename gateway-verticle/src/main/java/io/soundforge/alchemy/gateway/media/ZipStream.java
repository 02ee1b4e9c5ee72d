package io.soundforge.alchemy.gateway.media;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Sends a zip of stored files, or a part of it, while it reads them: in memory there is never more than a buffer. A file's
 * checksum stands before its bytes, so each file is read twice. Serves one request.
 */
final class ZipStream {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final ZipLayout layout;
    private final List<Path> files;
    private final List<Future<Long>> checksums = new ArrayList<>();
    private final Promise<Void> gone = Promise.promise();

    /** @param files those of the layout's entries, in their order */
    ZipStream(RoutingContext context, ZipLayout layout, List<Path> files) {
        this.vertx = context.vertx();
        this.response = context.response();
        this.layout = layout;
        this.files = List.copyOf(files);
        context.addEndHandler(ended -> gone.tryFail(new HttpClosedException("the client has gone")));
    }

    /** Ends the response. */
    Future<Void> send(ByteRange range) {
        Future<Long> sent = Future.succeededFuture(0L);
        for (int i = 0; i < files.size(); i++) {
            int index = i;
            Path file = files.get(i);
            long bytes = layout.entries().get(i).bytes();
            sent = sent.compose(at -> sendHeader(index, at, range))
                    .compose(at -> sendFile(file, bytes, at, range).map(at + bytes));
        }
        return sent.compose(at -> sendTail(at, range)).compose(done -> response.end());
    }

    private Future<Long> sendHeader(int index, long at, ByteRange range) {
        int length = layout.header(index, 0).length;
        return overlaps(at, length, range)
                ? checksum(index)
                        .compose(crc -> write(layout.header(index, crc), at, range))
                        .map(at + length)
                : Future.succeededFuture(at + length);
    }

    private Future<Void> sendTail(long at, ByteRange range) {
        if (!overlaps(at, layout.length() - at, range)) {
            return Future.succeededFuture();
        }
        List<Future<Long>> all = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            all.add(checksum(i));
        }
        return Future.all(all).compose(known -> {
            long[] crcs = all.stream().mapToLong(Future::result).toArray();
            return write(layout.tail(crcs), at, range);
        });
    }

    private static boolean overlaps(long at, long length, ByteRange range) {
        return at <= range.last() && at + length > range.first();
    }

    private Future<Void> write(byte[] bytes, long at, ByteRange range) {
        int from = (int) Math.max(0, range.first() - at);
        int to = (int) Math.min(bytes.length, range.last() + 1 - at);
        return response.write(Buffer.buffer(bytes).slice(from, to));
    }

    private Future<Void> sendFile(Path file, long bytes, long at, ByteRange range) {
        if (!overlaps(at, bytes, range)) {
            return Future.succeededFuture();
        }
        long from = Math.max(0, range.first() - at);
        long to = Math.min(bytes, range.last() + 1 - at);
        return vertx.fileSystem()
                .open(
                        file.toString(),
                        new OpenOptions().setRead(true).setWrite(false).setCreate(false))
                .compose(open -> pump(open.setReadPos(from)
                                .setReadLength(to - from)
                                .setReadBufferSize(BUFFER_BYTES))
                        .eventually(open::close));
    }

    /** A client that goes away while nothing can be written must not keep the file open. */
    private Future<Void> pump(AsyncFile file) {
        Promise<Void> done = Promise.promise();
        gone.future().onFailure(done::tryFail);
        file.pipe().endOnFailure(false).endOnComplete(false).to(response).onComplete(result -> {
            if (result.succeeded()) {
                done.tryComplete();
            } else {
                done.tryFail(result.cause());
            }
        });
        return done.future();
    }

    private Future<Long> checksum(int index) {
        while (checksums.size() <= index) {
            Path file = files.get(checksums.size());
            long bytes = layout.entries().get(checksums.size()).bytes();
            checksums.add(vertx.executeBlocking(() -> crc(file, bytes), false));
        }
        return checksums.get(index);
    }

    private static long crc(Path file, long bytes) throws IOException {
        CRC32 crc = new CRC32();
        long read = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                crc.update(buffer, 0, length);
                read += length;
            }
        }
        if (read != bytes) {
            throw new IOException("expected " + bytes + " bytes in a stored file; got " + read);
        }
        return crc.getValue();
    }
}
