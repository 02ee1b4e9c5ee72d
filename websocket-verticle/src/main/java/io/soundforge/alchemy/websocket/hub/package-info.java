@NullMarked
package io.soundforge.alchemy.websocket.hub;

import org.jspecify.annotations.NullMarked;
