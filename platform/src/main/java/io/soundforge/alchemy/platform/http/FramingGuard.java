package io.soundforge.alchemy.platform.http;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Keeps a body from being read as a request of its own (RFC 9112, 6.1 and 11.2). Only a body that is chunked once and by
 * that name has an end that everybody sees at the same place; and where a request tells a length, too, which the decoder
 * drops before we see it, a proxy before us may have gone by that. So a connection ends with its first chunked body.
 * For the same reason a request names its host once, and not another one in its target (3.2).
 */
public final class FramingGuard implements Handler<RoutingContext> {
    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        requireOneHost(request);
        List<String> codings = request.headers().getAll("Transfer-Encoding");
        if (codings.isEmpty()) {
            context.next();
            return;
        }
        context.response().putHeader("connection", "close");
        context.addEndHandler(end -> request.connection().close());
        if (codings.size() != 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST,
                    "a body has a Content-Length, or is 'Transfer-Encoding: chunked' and no more");
        }
        context.next();
    }

    private static void requireOneHost(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll("Host");
        String target = String.valueOf(request.uri());
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        String named = scheme < 0 ? "" : target.substring(scheme + 3).split("[/?#]", 2)[0];
        boolean other = scheme >= 0 && hosts.size() == 1 && !named.equalsIgnoreCase(hosts.get(0));
        if (hosts.size() > 1 || other) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "a request names one host, once");
        }
    }
}
