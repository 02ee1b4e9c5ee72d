/** What nodes remember together. */
@NullMarked
package io.soundforge.alchemy.spotify.cache;

import org.jspecify.annotations.NullMarked;
