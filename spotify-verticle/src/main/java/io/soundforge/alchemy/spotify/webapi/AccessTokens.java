package io.soundforge.alchemy.spotify.webapi;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one access token until shortly before it expires, and shares it with other nodes; however many ask, one request
 * fetches the next.
 */
public final class AccessTokens {
    /** Renewed this long before its end, so that no call leaves with a token that dies on the way. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** Another node's token is not worth taking with less than this. */
    private static final Duration WORTH_TAKING = Duration.ofSeconds(30);

    /**
     * A token as issued.
     *
     * @param lifetime from now
     */
    public record Issued(String token, Duration lifetime) {}

    private final Supplier<Future<Issued>> issuer;
    private final TokenMemory memory;
    private final InstantSource clock;
    private @Nullable Future<Issued> current;
    private @Nullable String rejected;
    private Instant renewAt = Instant.MIN;

    /** @param memory is asked before the issuer, and told what that issues */
    AccessTokens(Supplier<Future<Issued>> issuer, TokenMemory memory, InstantSource clock) {
        this.issuer = issuer;
        this.memory = memory;
        this.clock = clock;
    }

    synchronized Future<String> token() {
        Future<Issued> present = current;
        if (present == null || present.failed() || (present.isComplete() && expired())) {
            present = next(rejected).map(this::remembered);
            current = present;
        }
        return present.map(Issued::token);
    }

    /** Gives up a token that was refused; a newer one stays. */
    synchronized void reject(String token) {
        if (current != null && current.succeeded() && current.result().token().equals(token)) {
            current = null;
            rejected = token;
        }
    }

    /** Another node's token, if there is one that lives on and was not refused; else a fresh one. */
    private Future<Issued> next(@Nullable String refused) {
        return memory.find()
                .compose(found -> found.filter(issued -> issued.lifetime().compareTo(WORTH_TAKING) > 0)
                        .filter(issued -> !issued.token().equals(refused))
                        .map(Future::succeededFuture)
                        .orElseGet(() -> issuer.get()
                                .compose(issued -> memory.keep(issued).map(issued))));
    }

    private boolean expired() {
        return !clock.instant().isBefore(renewAt);
    }

    private synchronized Issued remembered(Issued issued) {
        Duration tenth = issued.lifetime().dividedBy(10);
        Duration margin = tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN;
        renewAt = clock.instant().plus(issued.lifetime()).minus(margin);
        return issued;
    }
}
