package io.soundforge.alchemy.spotify.webapi;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps one access token until shortly before it expires; however many ask, one request fetches the next. */
final class AccessTokens {
    /** Renewed this long before its end, so that no call leaves with a token that dies on the way. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /**
     * A token as issued.
     *
     * @param lifetime from now
     */
    record Issued(String token, Duration lifetime) {}

    private final Supplier<Future<Issued>> issuer;
    private final InstantSource clock;
    private @Nullable Future<Issued> current;
    private Instant renewAt = Instant.MIN;

    AccessTokens(Supplier<Future<Issued>> issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    synchronized Future<String> token() {
        Future<Issued> present = current;
        if (present == null || present.failed() || (present.isComplete() && expired())) {
            present = issuer.get().map(this::remembered);
            current = present;
        }
        return present.map(Issued::token);
    }

    /** Gives up a token that was refused; a newer one stays. */
    synchronized void reject(String token) {
        if (current != null && current.succeeded() && current.result().token().equals(token)) {
            current = null;
        }
    }

    private boolean expired() {
        return !clock.instant().isBefore(renewAt);
    }

    private synchronized Issued remembered(Issued issued) {
        renewAt = clock.instant().plus(issued.lifetime()).minus(MARGIN);
        return issued;
    }
}
