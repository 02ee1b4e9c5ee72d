/** Facts about the net that decide what may be connected to. */
@NullMarked
package io.soundforge.alchemy.contracts.net;

import org.jspecify.annotations.NullMarked;
