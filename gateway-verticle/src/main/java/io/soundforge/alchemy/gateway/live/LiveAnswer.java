package io.soundforge.alchemy.gateway.live;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.gateway.media.ByteRange;
import io.soundforge.alchemy.platform.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Answers one request for a stem that grows: a range as soon as its beginning is final, or the whole as it becomes
 * final. Whoever reads slowly slows only its own file down; whoever leaves is not written to any more.
 */
final class LiveAnswer {
    /** How long a caller waits for the first byte of an answer. */
    static final Duration FIRST_BYTE = Duration.ofSeconds(25);
    /** How long a body stays open without a new byte; less than what the server lets connections idle. */
    static final Duration NEXT_BYTE = Duration.ofSeconds(100);

    static final String RETRY_SECONDS = "2";
    private static final int READ_BYTES = 1 << 16;

    private final Vertx vertx;
    private final LiveLookout lookout;
    private final RoutingContext context;
    private final HttpServerResponse response;

    LiveAnswer(Vertx vertx, LiveLookout lookout, RoutingContext context) {
        this.vertx = vertx;
        this.lookout = lookout;
        this.context = context;
        this.response = context.response();
    }

    /** Ends the response; fails when nothing was sent and a failure is to be told. */
    Future<Void> send(Growing now, String stem) {
        return lookout.await(now.job().id(), Growing::begun, FIRST_BYTE, this::wanted)
                .compose(growing -> growing.begun() ? answer(Heard.of(growing, stem)) : notYet());
    }

    private boolean wanted() {
        return !response.closed();
    }

    private Future<Void> answer(Heard stem) {
        Optional<ByteRange> range;
        try {
            range = range(stem);
        } catch (ByteRange.Unsatisfiable e) {
            return response.setStatusCode(416)
                    .putHeader("cache-control", "no-store")
                    .putHeader("content-range", "bytes */" + stem.size())
                    .end();
        }
        return range.isPresent() ? part(stem, range.get()) : whole(stem);
    }

    private Optional<ByteRange> range(Heard stem) throws ByteRange.Unsatisfiable {
        String header = context.request().getHeader("Range");
        String condition = context.request().getHeader("If-Range");
        boolean stale = condition != null && !condition.equals(stem.entityTag());
        boolean partial = HttpMethod.GET.equals(context.request().method());
        return header == null || stale || !partial ? Optional.empty() : ByteRange.parse(header, stem.size());
    }

    /** May be shorter than asked for: it ends with the last final byte (RFC 9110 lets a server do so). */
    private Future<Void> part(Heard stem, ByteRange range) {
        return lookout.await(
                        stem.job().id(), growing -> reaches(growing, stem, range.first()), FIRST_BYTE, this::wanted)
                .compose(growing -> reaches(growing, stem, range.first())
                        ? sendPart(Heard.of(growing, stem.stem()), range)
                        : notYet());
    }

    private static boolean reaches(Growing growing, Heard stem, long first) {
        return growing.begun() && Heard.of(growing, stem.stem()).bytes().until(first) > first;
    }

    private Future<Void> sendPart(Heard stem, ByteRange range) {
        long end = Math.min(range.last() + 1, stem.bytes().until(range.first()));
        describe(stem)
                .setStatusCode(206)
                .putHeader("content-range", "bytes " + range.first() + "-" + (end - 1) + "/" + stem.size())
                .putHeader("content-length", Long.toString(end - range.first()));
        return write(stem, range.first(), end)
                .compose(written -> response.end())
                .recover(this::cutOff);
    }

    private Future<Void> whole(Heard stem) {
        describe(stem).putHeader("content-length", Long.toString(stem.size()));
        if (HttpMethod.HEAD.equals(context.request().method())) {
            return response.end();
        }
        Promise<Void> written = Promise.promise();
        grow(stem, 0, written);
        return written.future().compose(all -> response.end()).recover(this::cutOff);
    }

    /** Writes what is final, waits for more, and so on; a chain of futures would grow with the track. */
    private void grow(Heard stem, long at, Promise<Void> written) {
        long end = stem.bytes().until(at);
        Future<Void> sent = write(stem, at, end);
        if (end == stem.size()) {
            sent.onComplete(written);
            return;
        }
        sent.compose(before ->
                        lookout.await(stem.job().id(), growing -> reaches(growing, stem, end), NEXT_BYTE, this::wanted))
                .onSuccess(growing -> {
                    if (reaches(growing, stem, end)) {
                        grow(Heard.of(growing, stem.stem()), end, written);
                    } else {
                        written.tryFail(new NoLongerLive(stem.job()));
                    }
                })
                .onFailure(written::tryFail);
    }

    private HttpServerResponse describe(Heard stem) {
        boolean ended = stem.job().state() == JobState.COMPLETED;
        return response.putHeader("accept-ranges", "bytes")
                .putHeader("etag", stem.entityTag())
                .putHeader("cache-control", ended ? "private, no-cache" : "no-store")
                .putHeader("content-type", "audio/wav")
                .putHeader("content-disposition", "inline; filename=\"" + stem.stem() + ".wav\"");
    }

    private Future<Void> write(Heard stem, long from, long to) {
        byte[] header = from < WaveLayout.HEADER_BYTES
                ? Arrays.copyOfRange(
                        stem.bytes().layout().header(), (int) from, (int) Math.min(to, WaveLayout.HEADER_BYTES))
                : new byte[0];
        Future<Void> begun = header.length == 0 ? Future.succeededFuture() : response.write(Buffer.buffer(header));
        long samples = from + header.length;
        return begun.compose(written -> samples == to ? Future.succeededFuture() : pipe(stem, samples, to));
    }

    private Future<Void> pipe(Heard stem, long from, long to) {
        return vertx.fileSystem()
                .open(
                        stem.file().toString(),
                        new OpenOptions().setRead(true).setWrite(false).setCreate(false))
                .compose(file ->
                        pipe(file, from - WaveLayout.HEADER_BYTES, to - from).eventually(file::close));
    }

    private Future<Void> pipe(AsyncFile file, long position, long length) {
        file.setReadBufferSize(READ_BYTES).setReadPos(position).setReadLength(length);
        return file.pipe().endOnComplete(false).to(response);
    }

    /** The length was promised: only a closed connection tells that the rest does not come. */
    private Future<Void> cutOff(Throwable reason) {
        return response.headWritten() ? context.request().connection().close() : Future.failedFuture(reason);
    }

    private Future<Void> notYet() {
        response.putHeader("retry-after", RETRY_SECONDS);
        return Problem.of(new Failure(ErrorCode.UNAVAILABLE, "these bytes are not separated yet; ask again soon"))
                .send(response);
    }
}
