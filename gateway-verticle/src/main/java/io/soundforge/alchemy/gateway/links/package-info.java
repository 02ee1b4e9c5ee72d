/** Links to files that work without signing in, for a while. */
@NullMarked
package io.soundforge.alchemy.gateway.links;

import org.jspecify.annotations.NullMarked;
