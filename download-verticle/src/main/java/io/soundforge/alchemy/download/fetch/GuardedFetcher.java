package io.soundforge.alchemy.download.fetch;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Fetches a file that a stranger's link names. Every address is checked after the name look-up, on every redirect, and
 * the connection goes to the checked address itself, so that a second look-up cannot lead elsewhere (DNS rebinding).
 */
public final class GuardedFetcher {
    private static final int CONNECTIONS = 16;

    private final Vertx vertx;
    private final HttpClient client;
    private final AddressGuard guard;
    private final HostResolver resolver;
    private final FetchLimits limits;

    /** @param client as {@link #options} describe it; the caller closes it */
    public GuardedFetcher(
            Vertx vertx, HttpClient client, AddressGuard guard, HostResolver resolver, FetchLimits limits) {
        this.vertx = vertx;
        this.client = client;
        this.guard = guard;
        this.resolver = resolver;
        this.limits = limits;
    }

    /** The same within other limits. */
    public GuardedFetcher within(FetchLimits others) {
        return new GuardedFetcher(vertx, client, guard, resolver, others);
    }

    /** HTTP/1.1, one connection per request, certificates and host names verified. */
    public static HttpClientOptions options() {
        return new HttpClientOptions()
                .setVerifyHost(true)
                .setConnectTimeout(10_000)
                .setDecompressionSupported(false)
                .setName("download");
    }

    /** The numbers are per host; how many fetches run at once is up to the caller. */
    public static PoolOptions pool() {
        return new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(CONNECTIONS);
    }

    /**
     * Fetches into a file that does not exist yet.
     *
     * <p>Fails with INVALID_REQUEST or ADDRESS_REFUSED (the link or what it leads to), SOURCE_REFUSED,
     * SOURCE_UNAVAILABLE, RATE_LIMITED, BODY_TOO_LARGE, TIMEOUT or CANCELLED; a part of the file may be left behind.
     *
     * @param onStop takes what is to be run when the fetch must stop
     * @return bytes fetched, 1 or more
     */
    public Future<Long> fetch(String url, Path target, TransferProgress progress, Consumer<Runnable> onStop) {
        Fetch fetch = new Fetch(vertx, client, guard, resolver, limits, target, progress);
        onStop.accept(fetch::cancel);
        return fetch.run(url);
    }
}
