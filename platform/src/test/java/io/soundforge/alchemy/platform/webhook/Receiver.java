package io.soundforge.alchemy.platform.webhook;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Somebody's server on loopback that remembers what it heard. */
final class Receiver implements AutoCloseable {
    /** A request as it came. */
    record Heard(String path, String id, long timestamp, String signature, String body) {}

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Consumer<HttpServerRequest> behaviour =
            request -> request.response().end("thanks");

    Receiver(Vertx vertx) {
        server = await(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    heard.add(new Heard(
                            request.path(),
                            String.valueOf(request.getHeader("webhook-id")),
                            Long.parseLong(request.getHeader("webhook-timestamp")),
                            String.valueOf(request.getHeader("webhook-signature")),
                            body.toString()));
                    behaviour.accept(request);
                }))
                .listen(0, "127.0.0.1"));
    }

    /** From now on it answers like this. */
    Receiver answering(Consumer<HttpServerRequest> next) {
        behaviour = next;
        return this;
    }

    Receiver answering(int status) {
        return answering(request -> request.response().setStatusCode(status).end("status " + status));
    }

    String url() {
        return "http://" + authority() + "/in";
    }

    String authority() {
        return "127.0.0.1:" + server.actualPort();
    }

    List<Heard> heard() {
        return heard;
    }

    /** A guard that lets requests pass to these. */
    static DestinationGuard guard(String... authorities) {
        return new DestinationGuard(Set.of(authorities), host -> {
            throw new AssertionError("no name was to be looked up, but " + host);
        });
    }

    static Parcel parcel(String url) {
        return new Parcel(
                java.util.UUID.randomUUID(),
                1,
                url,
                "msg_1",
                "{\"type\":\"webhook.test\"}",
                0,
                List.of(WebhookSecret.random()));
    }

    static final Duration SHORT = Duration.ofMillis(700);

    @Override
    public void close() {
        await(server.close());
    }
}
