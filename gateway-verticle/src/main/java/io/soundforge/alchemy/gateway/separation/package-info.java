/** Separations of tracks that are here: begin one, look at one. */
@NullMarked
package io.soundforge.alchemy.gateway.separation;

import org.jspecify.annotations.NullMarked;
