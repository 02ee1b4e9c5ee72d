/**
 * Engine.IO, revision 4: bytes to packets to state transitions. Nothing here opens a socket, starts a timer or waits;
 * time and traffic are arguments. Source: the Engine.IO protocol document, v4.
 */
@NullMarked
package io.soundforge.alchemy.websocket.engineio;

import org.jspecify.annotations.NullMarked;
