package io.soundforge.alchemy.websocket.socketio;

import org.jspecify.annotations.Nullable;

/**
 * One packet, whole.
 *
 * @param namespace begins with a slash
 * @param id asks for an acknowledgement, or is one; null without
 * @param data {@code JsonObject}, {@code JsonArray}, or nothing; byte arrays inside stand for attachments
 */
record SocketPacket(
        PacketKind kind,
        String namespace,
        @Nullable Long id,
        @Nullable Object data) {}
