/**
 * Socket.IO, revision 5, on top of Engine.IO messages; as pure as the layer below. Source: the Socket.IO protocol
 * document, v5.
 */
@NullMarked
package io.soundforge.alchemy.websocket.socketio;

import org.jspecify.annotations.NullMarked;
