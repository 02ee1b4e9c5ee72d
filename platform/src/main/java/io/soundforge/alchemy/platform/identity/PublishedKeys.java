package io.soundforge.alchemy.platform.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that an issuer publishes, fetched when a token names one that is not known, and now and then.
 *
 * <p>An unknown name makes a fetch at most every {@link #BETWEEN_FETCHES}, so that nonsense tokens cannot drive the
 * issuer's server; while that server is down, the keys known so far go on counting. All on one context.
 */
final class PublishedKeys {
    static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
    static final Duration FRESH_FOR = Duration.ofMinutes(10);
    private static final int MOST = 32;
    private static final Logger log = LoggerFactory.getLogger(PublishedKeys.class);

    private final Vertx vertx;
    private final Supplier<Future<JsonObject>> source;
    private final LongSupplier nanoTime;
    private Map<String, SigningKey> known = Map.of();
    private @Nullable Future<Void> fetching;
    private long fetchedAt;
    private boolean fetched;

    /**
     * Prepares without fetching.
     *
     * @param source a JSON Web Key Set (RFC 7517), fresh at each call
     */
    PublishedKeys(Vertx vertx, Supplier<Future<JsonObject>> source, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.source = source;
        this.nanoTime = nanoTime;
    }

    /** The key of this name; empty if the issuer publishes none. Never fails. */
    synchronized Future<Optional<SigningKey>> find(String name) {
        SigningKey key = known.get(name);
        if (key != null && isYounger(FRESH_FOR)) {
            return Future.succeededFuture(Optional.of(key));
        }
        if (fetching == null && isYounger(BETWEEN_FETCHES)) {
            return Future.succeededFuture(Optional.ofNullable(key));
        }
        Future<Void> under = fetching == null ? fetch() : fetching;
        // A key that was good ten minutes ago need not wait for the issuer's server.
        return key != null
                ? Future.succeededFuture(Optional.of(key))
                : under.map(done -> Optional.ofNullable(current().get(name)));
    }

    private synchronized Map<String, SigningKey> current() {
        return known;
    }

    private boolean isYounger(Duration age) {
        return fetched && nanoTime.getAsLong() - fetchedAt < age.toNanos();
    }

    private Future<Void> fetch() {
        Future<Void> now = source.get()
                .map(this::read)
                .<Void>map(keys -> take(keys))
                .recover(error -> {
                    log.warn("the issuer's keys could not be fetched; those known so far go on counting", error);
                    return Future.succeededFuture();
                })
                .onComplete(done -> finished());
        fetching = now.isComplete() ? null : now;
        return now;
    }

    private synchronized @Nullable Void take(Map<String, SigningKey> keys) {
        known = keys;
        return null;
    }

    private synchronized void finished() {
        fetchedAt = nanoTime.getAsLong();
        fetched = true;
        fetching = null;
    }

    private Map<String, SigningKey> read(JsonObject set) {
        JsonArray keys = set.getJsonArray("keys", new JsonArray());
        Map<String, SigningKey> byName = new HashMap<>();
        for (int i = 0; i < Math.min(keys.size(), MOST); i++) {
            JsonObject key = keys.getJsonObject(i);
            String name = key.getString("kid", "");
            SigningKey.ofPublished(vertx, key).ifPresent(good -> byName.put(name, good));
        }
        return Map.copyOf(byName);
    }
}
