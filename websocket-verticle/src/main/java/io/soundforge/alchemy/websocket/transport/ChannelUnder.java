package io.soundforge.alchemy.websocket.transport;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;

/** The channel under a request, and under the WebSocket that it becomes: a router wraps both, but not their connection. */
public final class ChannelUnder {
    private ChannelUnder() {}

    public static Channel of(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        if (connection instanceof HttpServerConnection server) {
            return server.channelHandlerContext().channel();
        }
        throw new IllegalStateException("expected a connection of Vert.x's server; got " + connection.getClass());
    }
}
