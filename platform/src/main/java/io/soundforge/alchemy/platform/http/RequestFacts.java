package io.soundforge.alchemy.platform.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.context.storage.AccessMode;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request from its first moment on. It travels with the request's own Vert.x context, as threads are
 * shared by many requests, so that whatever runs for the request can tell whose work it does.
 *
 * @param id as {@link RequestId} gives it
 */
public record RequestFacts(String id, Client client) {
    private static final ContextLocal<RequestFacts> PLACE = ContextLocal.registerLocal(RequestFacts.class);

    /** The client of a request that another part of the mesh answers. */
    private static final Client ELSEWHERE = new Client("unknown", false);

    /** Has the place registered, which must happen before the first Vert.x is made. */
    static void prepare() {
        // What registers it is that this class is initialised.
    }

    /** Finds out, and keeps it with the request. */
    public static RequestFacts note(HttpServerRequest request, TrustedProxies proxies) {
        Client client = proxies.client(peer(request), request.isSSL(), request.headers());
        RequestFacts facts = new RequestFacts(RequestId.of(request.getHeader(RequestId.HEADER)), client);
        PLACE.put(context(request), AccessMode.CONCURRENT, facts);
        return facts;
    }

    /** What was noted; if nothing was, the peer is the client. */
    public static RequestFacts of(HttpServerRequest request) {
        RequestFacts facts = PLACE.get(context(request), AccessMode.CONCURRENT);
        return facts == null ? note(request, TrustedProxies.NONE) : facts;
    }

    /** Those of the request that the calling code runs for, if it does. */
    public static Optional<RequestFacts> current() {
        Context context = Vertx.currentContext();
        return context == null ? Optional.empty() : Optional.ofNullable(PLACE.get(context, AccessMode.CONCURRENT));
    }

    /**
     * Goes on with a request of another node, or of another part of this one: what the calling code does from here on is
     * done for it. Only within a context that is one message's own, as that of a bus handler is.
     *
     * @param id null for none
     */
    public static void join(@Nullable String id) {
        Context here = Vertx.currentContext();
        if (id != null && here instanceof ContextInternal context && context.isDuplicate()) {
            PLACE.put(here, AccessMode.CONCURRENT, new RequestFacts(RequestId.of(id), ELSEWHERE));
        }
    }

    private static Context context(HttpServerRequest request) {
        return ((HttpServerRequestInternal) request).context();
    }

    private static String peer(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        String address = remote == null ? null : remote.hostAddress();
        return address == null ? "unknown" : address;
    }
}
