/** Tracks over Socket.IO, in the events that clients of the original system know. */
@NullMarked
package io.soundforge.alchemy.websocket.tracks;

import org.jspecify.annotations.NullMarked;
