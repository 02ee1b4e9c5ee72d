package io.soundforge.alchemy.websocket.transport;

import io.soundforge.alchemy.websocket.engineio.EngineRefusal;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a request wants, by its query and head.
 *
 * @param refusal why it cannot have it; null if it may
 * @param webSocket whether it asks for a WebSocket
 * @param sid of the session that it is for; empty for a new one
 */
record EngineRequest(@Nullable EngineRefusal refusal, boolean webSocket, String sid) {
    static EngineRequest of(HttpServerRequest request) {
        boolean upgrade = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
        String sid = String.valueOf(request.getParam("sid", ""));
        return new EngineRequest(refusal(request, upgrade, sid), upgrade, sid);
    }

    private static @Nullable EngineRefusal refusal(HttpServerRequest request, boolean upgrade, String sid) {
        String transport = String.valueOf(request.getParam("transport", ""));
        boolean get = HttpMethod.GET.equals(request.method());
        if (!transport.equals("polling") && !transport.equals("websocket")) {
            return EngineRefusal.UNKNOWN_TRANSPORT;
        }
        if (!"4".equals(request.getParam("EIO"))) {
            return EngineRefusal.UNSUPPORTED_VERSION;
        }
        if (sid.isEmpty() && !get) {
            return EngineRefusal.BAD_HANDSHAKE_METHOD;
        }
        if (upgrade != transport.equals("websocket") || !(get || HttpMethod.POST.equals(request.method()))) {
            return EngineRefusal.BAD_REQUEST;
        }
        return null;
    }
}
