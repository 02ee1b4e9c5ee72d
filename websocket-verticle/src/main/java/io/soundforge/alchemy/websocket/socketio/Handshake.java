package io.soundforge.alchemy.websocket.socketio;

import io.vertx.core.json.JsonObject;

/**
 * What a client says when it joins a namespace.
 *
 * @param auth the payload of its CONNECT packet; empty if there was none. With {@code pid} and {@code offset} it wants
 *     to go on where it was cut off
 * @param origin where the connection comes from
 */
public record Handshake(String namespace, JsonObject auth, Origin origin) {
    /**
     * What is known of the connection under it.
     *
     * @param place of the client, as {@link io.soundforge.alchemy.platform.http.Client#place} names it
     * @param authorization the header of the request that opened it; empty without
     */
    public record Origin(String place, String authorization) {}
}
