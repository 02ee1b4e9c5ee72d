package io.soundforge.alchemy.platform.http;

import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/** How much a listener takes from strangers. */
public final class ServerLimits {
    /** What Socket.IO agrees with its clients. */
    private static final int MAX_FRAME_BYTES = 1_000_000;

    private ServerLimits() {}

    /**
     * Options for a listener of HTTP and sockets.
     *
     * @param port 0 takes a free one
     */
    public static HttpServerOptions listenOn(String host, int port) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                // Only programs speak HTTP/2 without TLS; its upgrade can be smuggled past proxies, and its streams
                // need
                // limits of their own. A proxy may speak it to its clients.
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(120)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxInitialLineLength(8192)
                .setMaxHeaderSize(16_384)
                .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
                .setMaxWebSocketMessageSize(MAX_FRAME_BYTES)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
    }
}
