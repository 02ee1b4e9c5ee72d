@NullMarked
package io.soundforge.alchemy.websocket.plain;

import org.jspecify.annotations.NullMarked;
