package io.soundforge.alchemy.websocket.transport;

import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.http.HttpServerRequest;

/**
 * Has a socket hand to the kernel in one piece what is written to it in one turn of its event loop. A call of the kernel
 * is most of what a small message costs.
 */
public final class FlushOnce {
    /** More in one turn are handed over in several pieces. */
    private static final int MOST_MESSAGES = 256;

    private FlushOnce() {}

    /** To be called on the event loop of a socket that the request has become, before anything is written. */
    public static void in(HttpServerRequest request) {
        ChannelUnder.of(request).pipeline().addFirst(new FlushConsolidationHandler(MOST_MESSAGES, true));
    }
}
