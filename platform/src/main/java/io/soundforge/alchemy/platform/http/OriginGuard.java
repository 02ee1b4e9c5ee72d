package io.soundforge.alchemy.platform.http;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages elsewhere from driving a server without authentication: in open mode the {@code Host} must be a
 * loopback name or one that is listed (or a page could rebind its own name to us), and an {@code Origin}, where there is one, a loopback page
 * or one from the list. Answers preflights for those it lets through.
 */
public final class OriginGuard implements Handler<RoutingContext> {
    private static final String MAY_BE_SENT =
            "Content-Type, Authorization, X-API-Key, apikey, Range, If-Range, If-Match,"
                    + " If-None-Match, Prefer, Idempotency-Key, Last-Event-ID, X-Request-Id, Tus-Resumable, Upload-Length,"
                    + " Upload-Offset, Upload-Metadata, Upload-Defer-Length, Upload-Concat, Upload-Checksum,"
                    + " X-HTTP-Method-Override";
    private static final String MAY_BE_READ = "Content-Range, Accept-Ranges, ETag, Content-Disposition, Retry-After,"
            + " Location, Idempotent-Replayed, X-Request-Id, RateLimit, RateLimit-Policy, Tus-Resumable, Tus-Version,"
            + " Tus-Extension, Tus-Max-Size, Tus-Checksum-Algorithm, Upload-Length, Upload-Offset, Upload-Metadata,"
            + " Upload-Expires, Alchemy-Track";

    private final AllowedHosts hosts;
    private final List<String> corsOrigins;

    public OriginGuard(AllowedHosts hosts, List<String> corsOrigins) {
        this.hosts = hosts;
        this.corsOrigins = corsOrigins;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String host = request.authority() == null ? "" : request.authority().host();
        if (!hosts.contain(host)) {
            throw forbidden("in open mode the server answers under localhost and the names in ALLOWED_HOSTS; got Host '"
                    + host + "'");
        }
        context.response().putHeader("vary", "Origin");
        String origin = request.getHeader("Origin");
        if (origin == null) {
            context.next();
            return;
        }
        if (!isAllowed(origin, host)) {
            throw forbidden("pages of this origin may not call; list it in CORS_ORIGINS to allow it");
        }
        allow(context, origin);
        if (HttpMethod.OPTIONS.equals(request.method()) && request.getHeader("Access-Control-Request-Method") != null) {
            context.response().setStatusCode(204).end();
        } else {
            context.next();
        }
    }

    private static AlchemyException forbidden(String message) {
        return new AlchemyException(ErrorCode.FORBIDDEN, message);
    }

    private boolean isAllowed(String origin, String host) {
        if (corsOrigins.contains("*") || corsOrigins.contains(origin)) {
            return true;
        }
        String originHost = hostOf(origin);
        return originHost != null && (AllowedHosts.isLoopback(originHost) || originHost.equalsIgnoreCase(host));
    }

    private static @Nullable String hostOf(String origin) {
        try {
            return URI.create(origin).getHost();
        } catch (IllegalArgumentException e) {
            return null; // "null" and nonsense name no host, so nothing is allowed for them
        }
    }

    private void allow(RoutingContext context, String origin) {
        boolean everybody = corsOrigins.contains("*");
        context.response()
                .putHeader("access-control-allow-origin", everybody ? "*" : origin)
                .putHeader("access-control-allow-methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")
                .putHeader("access-control-allow-headers", MAY_BE_SENT)
                .putHeader("access-control-expose-headers", MAY_BE_READ)
                .putHeader("access-control-max-age", "600");
    }
}
