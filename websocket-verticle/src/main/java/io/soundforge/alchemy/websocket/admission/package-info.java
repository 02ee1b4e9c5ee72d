/** Who may come in, and how much they may say. */
@NullMarked
package io.soundforge.alchemy.websocket.admission;

import org.jspecify.annotations.NullMarked;
