/** How much a caller may ask for in a time, counted over all nodes together. */
@NullMarked
package io.soundforge.alchemy.platform.limits;

import org.jspecify.annotations.NullMarked;
