/** From a Spotify link to a track's metadata. */
@NullMarked
package io.soundforge.alchemy.spotify;

import org.jspecify.annotations.NullMarked;
