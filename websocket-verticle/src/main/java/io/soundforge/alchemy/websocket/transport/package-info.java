/** Sockets and timers under the protocol layers. */
@NullMarked
package io.soundforge.alchemy.websocket.transport;

import org.jspecify.annotations.NullMarked;
