package io.soundforge.alchemy.websocket.transport;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The last word waits behind everything that a client has not taken. Who does not take it within seconds either is cut off
 * without it, or the connection and what lies in it would stay for as long as the client likes.
 */
public final class LastWord {
    private static final long PATIENCE_SECONDS = 10;

    private LastWord() {}

    /**
     * A connection on which nothing more is said is gone soon.
     *
     * @param taken whether the client has taken everything, and may keep the connection
     */
    public static void on(HttpServerRequest request, BooleanSupplier taken) {
        on(ChannelUnder.of(request), taken);
    }

    static void on(Channel channel, BooleanSupplier taken) {
        var unused = channel.eventLoop().schedule(() -> cutOff(channel, taken), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** From the first handler on: those behind it would wait for what is still to be written. */
    private static void cutOff(Channel channel, BooleanSupplier taken) {
        if (channel.isOpen() && !taken.getAsBoolean()) {
            var unused = channel.pipeline().firstContext().close();
        }
    }
}
