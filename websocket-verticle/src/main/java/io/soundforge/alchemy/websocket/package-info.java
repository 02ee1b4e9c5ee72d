@NullMarked
package io.soundforge.alchemy.websocket;

import org.jspecify.annotations.NullMarked;
