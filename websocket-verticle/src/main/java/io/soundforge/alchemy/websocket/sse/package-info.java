/** A track's events as server-sent events (WHATWG HTML, section 9.2), for whoever has HTTP and no more. */
@NullMarked
package io.soundforge.alchemy.websocket.sse;

import org.jspecify.annotations.NullMarked;
