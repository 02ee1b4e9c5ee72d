package io.soundforge.alchemy.platform.storage.object;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * One object into one file. A connection that breaks is taken up again where it broke (RFC 9110 section 14), as long as
 * the object is still the same; tries are counted from the last byte that came. All of its state belongs to one context.
 */
final class Download {
    private static final int PARTIAL = 206;

    private final StoreClient client;
    private final Call call;
    private final AsyncFile file;
    private final MessageDigest digest = Digests.sha256();
    private long arrived;
    private long total = -1;
    private @Nullable String tag;

    private Download(StoreClient client, Call call, AsyncFile file) {
        this.client = client;
        this.call = call;
        this.file = file;
    }

    /**
     * What came.
     *
     * @param first the answer that it began with, without its body
     */
    record Taken(Answer first, ObjectFacts facts) {}

    static Future<Taken> run(StoreClient client, Call call, Path target) {
        Promise<Taken> done = Promise.promise();
        client.vertx().getOrCreateContext().runOnContext(now -> client.vertx()
                .fileSystem()
                .open(target.toString(), new OpenOptions().setCreateNew(true).setWrite(true))
                .compose(file -> {
                    Download download = new Download(client, call, file);
                    return download.attempt(1, null).eventually(file::close);
                })
                .onComplete(done));
        return done.future();
    }

    private Future<Taken> attempt(int number, @Nullable Answer first) {
        long before = arrived;
        Holder seen = new Holder(first);
        return once(seen).recover(error -> {
            int next = arrived > before ? 2 : number + 1; // whoever gets on is not at its end
            return next <= client.patience().tries() && Retries.mayHelp(error)
                    ? client.retries()
                            .after(client.retries().waitFor(error, next))
                            .compose(waited -> attempt(next, seen.first))
                    : Future.failedFuture(error);
        });
    }

    private Future<Taken> once(Holder seen) {
        if (total > 0 && arrived == total) {
            return finished(seen); // only the end of the connection was missing
        }
        Call part = arrived == 0 ? call : call.header("range", "bytes=" + arrived + "-");
        return client.open(part)
                .compose(request ->
                        watched(request, request.send().compose(response -> receive(request, response, seen))))
                .recover(StoreClient::unavailable);
    }

    /** Ends a transfer in which nothing comes. */
    private Future<Taken> watched(HttpClientRequest request, Future<Taken> transfer) {
        Promise<Taken> done = Promise.promise();
        long[] before = {arrived};
        long watch = client.vertx().setPeriodic(client.patience().idle().toMillis(), tick -> {
            if (arrived == before[0]) {
                done.tryFail(new AlchemyException(
                        ErrorCode.UNAVAILABLE,
                        "the storage sent nothing for " + client.patience().idle()));
            }
            before[0] = arrived;
        });
        transfer.onComplete(result -> {
            if (result.succeeded()) {
                done.tryComplete(result.result());
            } else {
                done.tryFail(result.cause());
            }
        });
        return done.future()
                .onComplete(end -> client.vertx().cancelTimer(watch))
                .onFailure(error -> request.reset());
    }

    private Future<Taken> receive(HttpClientRequest request, HttpClientResponse response, Holder seen) {
        int status = response.statusCode();
        if (status != 200 && status != PARTIAL) {
            return StoreClient.collect(response).compose(answer -> Future.failedFuture(client.fault(answer)));
        }
        Answer answer = new Answer(status, response.headers(), Buffer.buffer());
        if (arrived > 0 && (status != PARTIAL || !answer.header("etag").equals(tag))) {
            return Future.failedFuture(new AlchemyException(
                    ErrorCode.CONFLICT, "the object changed while it was read, or cannot be read in parts"));
        }
        if (arrived == 0) {
            seen.first = answer;
            tag = answer.header("etag");
            total = lengthOf(answer);
        }
        return body(request, response).compose(end -> finished(seen));
    }

    private Future<Void> body(HttpClientRequest request, HttpClientResponse response) {
        Promise<Void> ended = Promise.promise();
        response.handler(part -> {
            digest.update(part.getBytes());
            arrived += part.length();
            file.write(part).onFailure(full -> {
                request.reset();
                ended.tryFail(new AlchemyException(ErrorCode.INTERNAL, "the file cannot be written", full));
            });
            if (file.writeQueueFull()) {
                response.pause();
                file.drainHandler(drained -> response.resume());
            }
        });
        response.exceptionHandler(ended::tryFail);
        response.endHandler(end -> ended.tryComplete());
        return ended.future();
    }

    private Future<Taken> finished(Holder seen) {
        Answer first = seen.first;
        if (first == null || (total >= 0 && arrived != total)) {
            return Future.failedFuture(new AlchemyException(
                    ErrorCode.UNAVAILABLE, "the object broke off after " + arrived + " of " + total + " bytes"));
        }
        ObjectFacts facts = new ObjectFacts(arrived, tag == null ? "" : tag, Digests.hex(digest.digest()));
        return file.flush().map(new Taken(first, facts));
    }

    private static long lengthOf(Answer answer) {
        String length = answer.header("content-length");
        return length.matches("[0-9]{1,18}") ? Long.parseLong(length) : -1;
    }

    private static final class Holder {
        @Nullable Answer first;

        Holder(@Nullable Answer first) {
            this.first = first;
        }
    }
}
