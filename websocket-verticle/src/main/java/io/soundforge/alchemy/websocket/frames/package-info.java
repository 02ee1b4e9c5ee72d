@NullMarked
package io.soundforge.alchemy.websocket.frames;

import org.jspecify.annotations.NullMarked;
