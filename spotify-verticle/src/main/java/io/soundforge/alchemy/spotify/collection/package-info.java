/** From a link to a track, an album or a playlist with everything in it. */
@NullMarked
package io.soundforge.alchemy.spotify.collection;

import org.jspecify.annotations.NullMarked;
