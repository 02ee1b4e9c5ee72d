/** How fast and how large a separation is, against the bare model runs that it consists of. */
@NullMarked
package io.soundforge.alchemy.bench.separation;

import org.jspecify.annotations.NullMarked;
