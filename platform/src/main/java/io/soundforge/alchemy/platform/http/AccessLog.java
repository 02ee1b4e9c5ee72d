package io.soundforge.alchemy.platform.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line for every request, once it is over. Queries and headers but the user agent are told nowhere: they may hold
 * tokens.
 */
public final class AccessLog {
    private static final Logger log = LoggerFactory.getLogger("alchemy.access");
    private static final int LONGEST_PATH = 512;
    private static final int LONGEST_AGENT = 200;

    private AccessLog() {}

    /**
     * Tells how a request went.
     *
     * @param owner null if nobody signed in
     * @param nanos from its head to the end of its answer
     */
    public static void tell(RoutingContext context, RequestFacts facts, @Nullable String owner, long nanos) {
        if (!log.isInfoEnabled()) {
            return;
        }
        HttpServerRequest request = context.request();
        log.atInfo()
                .addKeyValue("request", facts.id())
                .addKeyValue("method", request.method())
                .addKeyValue("route", template(context))
                .addKeyValue("path", path(request))
                .addKeyValue("status", context.response().getStatusCode())
                .addKeyValue("bytes", context.response().bytesWritten())
                .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(nanos))
                .addKeyValue("owner", owner)
                .addKeyValue("address", facts.client().address())
                .addKeyValue("agent", cut(request.getHeader("User-Agent"), LONGEST_AGENT))
                .log("request");
    }

    /** The path as logs may have it. */
    public static String path(HttpServerRequest request) {
        return cut(request.path(), LONGEST_PATH);
    }

    private static @Nullable String template(RoutingContext context) {
        Route route = context.currentRoute();
        return route == null ? null : route.getPath();
    }

    /** What a stranger wrote, without what could end a line or steer a terminal. */
    private static String cut(@Nullable String text, int most) {
        String safe = text == null ? "" : text.replaceAll("[^\\x20-\\x7e]|\"", "?");
        return safe.length() <= most ? safe : safe.substring(0, most) + "…";
    }
}
