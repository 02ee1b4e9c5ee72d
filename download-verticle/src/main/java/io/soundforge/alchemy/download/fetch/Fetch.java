package io.soundforge.alchemy.download.fetch;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.streams.Pipe;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One fetch from its first look-up to its last byte. All of its state belongs to one context. */
final class Fetch {
    private final Vertx vertx;
    private final Context context;
    private final HttpClient client;
    private final AddressGuard guard;
    private final HostResolver resolver;
    private final FetchLimits limits;
    private final Path file;
    private final TransferProgress progress;
    private final Promise<Long> result = Promise.promise();
    private @Nullable Patience patience;
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;

    Fetch(
            Vertx vertx,
            HttpClient client,
            AddressGuard guard,
            HostResolver resolver,
            FetchLimits limits,
            Path file,
            TransferProgress progress) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.client = client;
        this.guard = guard;
        this.resolver = resolver;
        this.limits = limits;
        this.file = file;
        this.progress = progress;
    }

    Future<Long> run(String url) {
        context.runOnContext(now -> begin(url));
        return result.future();
    }

    private void begin(String url) {
        if (result.future().isComplete()) {
            return;
        }
        Patience waiting = Patience.begin(vertx, limits, this::abort);
        patience = waiting;
        Future.succeededFuture()
                .compose(ready -> visit(FetchTarget.parse(url), 0))
                .onComplete(ended -> waiting.end())
                .onSuccess(result::tryComplete)
                .onFailure(error -> abort(FetchFailures.named(error)));
    }

    /** From any thread. */
    void cancel() {
        context.runOnContext(now -> abort(new AlchemyException(ErrorCode.CANCELLED, ErrorCode.CANCELLED.sentence())));
    }

    private void abort(AlchemyException reason) {
        result.tryFail(reason);
        hangUp();
    }

    private void hangUp() {
        if (response != null) {
            response.exceptionHandler(expected -> {}); // else the reset is logged as an error
        }
        if (request != null) {
            request.reset();
        }
    }

    private void alive() {
        if (patience != null) {
            patience.alive();
        }
    }

    private Future<Long> visit(FetchTarget target, int redirects) {
        return addresses(target)
                .map(found -> guard.choose(target, found))
                .compose(address -> client.request(options(target, address)))
                .compose(this::send)
                .compose(response -> receive(target, response, redirects));
    }

    private Future<List<InetAddress>> addresses(FetchTarget target) {
        Optional<InetAddress> literal = target.literal();
        return literal.isPresent() ? Future.succeededFuture(List.of(literal.get())) : resolver.resolve(target.host());
    }

    /** Connects to the checked address; the name serves for the Host header, SNI and the certificate only. */
    private RequestOptions options(FetchTarget target, InetAddress address) {
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setURI(target.requestUri())
                .setFollowRedirects(false)
                .putHeader("Accept", "audio/*, application/ogg, application/octet-stream;q=0.9, */*;q=0.5")
                .putHeader("Accept-Encoding", "identity")
                .putHeader("User-Agent", "SoundForgeAlchemy");
    }

    private Future<HttpClientResponse> send(HttpClientRequest opened) {
        if (result.future().isComplete()) { // aborted while connecting
            opened.reset();
            return Future.failedFuture("the fetch has ended");
        }
        request = opened;
        return opened.send();
    }

    private Future<Long> receive(FetchTarget target, HttpClientResponse answer, int redirects) {
        alive();
        response = answer;
        Optional<String> location = AnswerCheck.redirect(answer.statusCode(), answer.headers());
        if (location.isPresent()) {
            hangUp();
            return redirect(target, location.get(), redirects + 1);
        }
        AnswerCheck.requireAudio(answer.statusCode(), answer.headers(), limits.maxBytes());
        return save(answer);
    }

    private Future<Long> redirect(FetchTarget from, String location, int redirects) {
        if (redirects > limits.maxRedirects()) {
            return Future.failedFuture(new AlchemyException(
                    ErrorCode.SOURCE_REFUSED, "the link redirects more than " + limits.maxRedirects() + " times"));
        }
        return visit(from.redirectedTo(location), redirects);
    }

    private Future<Long> save(HttpClientResponse answer) {
        long expected = AnswerCheck.length(answer.headers()).orElse(0);
        LongConsumer arrived = received -> {
            alive();
            progress.at(received, expected);
        };
        Pipe<Buffer> pipe = answer.pipe(); // holds the body back until the file is open
        return vertx.fileSystem()
                .open(file.toString(), new OpenOptions().setCreateNew(true).setWrite(true))
                .recover(error -> Future.failedFuture(CappedSink.notStored(error)))
                .map(opened -> new CappedSink(opened, limits.maxBytes(), arrived))
                .compose(sink -> pipe.to(sink).map(done -> requireSome(sink.written())));
    }

    private static long requireSome(long bytes) {
        if (bytes == 0) {
            throw new AlchemyException(ErrorCode.SOURCE_REFUSED, "the source answered with an empty file");
        }
        return bytes;
    }
}
