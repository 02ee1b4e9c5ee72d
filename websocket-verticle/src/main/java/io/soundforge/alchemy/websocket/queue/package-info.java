/** What waits for one client: bounded, in order, and without news that newer news made worthless. */
@NullMarked
package io.soundforge.alchemy.websocket.queue;

import org.jspecify.annotations.NullMarked;
