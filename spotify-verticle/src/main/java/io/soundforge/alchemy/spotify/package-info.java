/** From a Spotify link to metadata. */
@NullMarked
package io.soundforge.alchemy.spotify;

import org.jspecify.annotations.NullMarked;
