package io.soundforge.alchemy.platform.webhook;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One try from its name look-up to its answer. All of its state belongs to one context. */
final class SendAttempt {
    private final Vertx vertx;
    private final Context context;
    private final HttpClient client;
    private final DestinationGuard guard;
    private final InstantSource clock;
    private final Parcel parcel;
    private final Promise<ReceiverAnswer> result = Promise.promise();
    private final AnswerText text = new AnswerText();
    private final long began = System.nanoTime();
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;

    SendAttempt(Vertx vertx, HttpClient client, DestinationGuard guard, InstantSource clock, Parcel parcel) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.client = client;
        this.guard = guard;
        this.clock = clock;
        this.parcel = parcel;
    }

    Future<ReceiverAnswer> run(Duration deadline) {
        context.runOnContext(now -> begin(deadline));
        return result.future();
    }

    private void begin(Duration deadline) {
        long timer = vertx.setTimer(deadline.toMillis(), expired -> expire(deadline));
        result.future().onComplete(ended -> {
            vertx.cancelTimer(timer);
            hangUp();
        });
        guard.open(parcel.url())
                .compose(checked -> client.request(options(checked)))
                .compose(this::post)
                .onSuccess(this::receive)
                .onFailure(error -> end(ReceiverAnswer.none(reason(error), took())));
    }

    /** Connects to the checked address; the name serves for the Host header, SNI and the certificate only. */
    private RequestOptions options(DestinationGuard.Checked checked) {
        Destination destination = checked.destination();
        long seconds = clock.instant().getEpochSecond();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(
                        destination.port(), checked.address().getHostAddress()))
                .setHost(destination.host())
                .setPort(destination.port())
                .setSsl(destination.tls())
                .setURI(destination.path())
                .setFollowRedirects(false)
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "SoundForgeAlchemy")
                .putHeader("webhook-id", parcel.eventId())
                .putHeader("webhook-timestamp", Long.toString(seconds))
                .putHeader(
                        "webhook-signature",
                        WebhookSignature.header(parcel.eventId(), seconds, parcel.payload(), parcel.secrets()));
    }

    private Future<HttpClientResponse> post(HttpClientRequest opened) {
        if (result.future().isComplete()) { // the time was over while it connected
            opened.reset();
            return Future.failedFuture("the try has ended");
        }
        request = opened;
        return opened.send(parcel.payload());
    }

    /** With its status the answer is given; the body is for the log, as far as it comes in time. */
    private void receive(HttpClientResponse answer) {
        response = answer;
        answer.handler(part -> {
            if (!text.add(part)) {
                end(answered(answer));
            }
        });
        answer.exceptionHandler(broken -> end(answered(answer)));
        answer.endHandler(ended -> end(answered(answer)));
    }

    private void expire(Duration deadline) {
        HttpClientResponse answer = response;
        end(
                answer == null
                        ? ReceiverAnswer.none("no answer within " + deadline.toMillis() / 1000.0 + " s", took())
                        : answered(answer));
    }

    private void end(ReceiverAnswer answer) {
        result.tryComplete(answer);
    }

    private void hangUp() {
        if (response != null) {
            response.exceptionHandler(expected -> {}); // else the reset is logged as an error
        }
        if (request != null) {
            request.reset();
        }
    }

    private ReceiverAnswer answered(HttpClientResponse answer) {
        return ReceiverAnswer.of(
                answer.statusCode(),
                text.text(),
                took(),
                RetryAfter.parse(answer.getHeader("Retry-After"), clock.instant()));
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** For the log, which the endpoint's owner reads: no more than they could find out themselves. */
    private static String reason(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof AlchemyException known) {
                return known.failure().message();
            }
            if (cause instanceof SSLException) {
                return "no trusted TLS connection could be made";
            }
        }
        return "the receiver could not be reached, or broke off, or did not answer in HTTP";
    }
}
