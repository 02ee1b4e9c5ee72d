package io.soundforge.alchemy.platform.http;

import io.vertx.core.Context;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.spi.context.storage.AccessMode;
import io.vertx.core.spi.context.storage.ContextLocal;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Which route answers a request, as it is written in the program: unlike a path, it holds nothing that a caller chose. */
public final class RouteTemplate {
    private static final ContextLocal<String> PLACE = ContextLocal.registerLocal(String.class);

    private RouteTemplate() {}

    /** Has the place registered, which must happen before the first Vert.x is made. */
    static void prepare() {
        // What registers it is that this class is initialised.
    }

    /** Has the route kept with the request as soon as the answer begins. */
    public static void keep(RoutingContext request) {
        request.addHeadersEndHandler(begun -> {
            Route route = request.currentRoute();
            if (route != null && route.getPath() != null) {
                Context context = ((HttpServerRequestInternal) request.request()).context();
                PLACE.put(context, AccessMode.CONCURRENT, route.getPath());
            }
        });
    }

    /** What was kept for the request of this context. */
    public static Optional<String> of(Context context) {
        return Optional.ofNullable(PLACE.get(context, AccessMode.CONCURRENT));
    }
}
