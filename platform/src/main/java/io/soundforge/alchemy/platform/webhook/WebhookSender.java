package io.soundforge.alchemy.platform.webhook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Makes one try: checks the address, connects to the checked address itself, posts, and reads no more of the answer than
 * the log keeps. Redirects are not followed; the whole try has a deadline. Never fails: what goes wrong is an answer,
 * too.
 */
final class WebhookSender {
    static final Duration DEADLINE = Duration.ofSeconds(15);

    private final Vertx vertx;
    private final HttpClient client;
    private final DestinationGuard guard;
    private final InstantSource clock;
    private final Duration deadline;

    WebhookSender(Vertx vertx, DestinationGuard guard, InstantSource clock, int slots) {
        this(vertx, guard, clock, slots, DEADLINE);
    }

    WebhookSender(Vertx vertx, DestinationGuard guard, InstantSource clock, int slots, Duration deadline) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(options(), pool(slots));
        this.guard = guard;
        this.clock = clock;
        this.deadline = deadline;
    }

    Future<ReceiverAnswer> send(Parcel parcel) {
        return new SendAttempt(vertx, client, guard, clock, parcel).run(deadline);
    }

    Future<Void> close() {
        return client.close();
    }

    /** A connection for every try: none outlives the check of its address. */
    private static HttpClientOptions options() {
        return new HttpClientOptions()
                .setVerifyHost(true)
                .setKeepAlive(false)
                .setConnectTimeout((int) DEADLINE.toMillis())
                .setDecompressionSupported(false)
                .setName("webhook");
    }

    private static PoolOptions pool(int slots) {
        return new PoolOptions().setHttp1MaxSize(slots).setMaxWaitQueueSize(slots);
    }
}
