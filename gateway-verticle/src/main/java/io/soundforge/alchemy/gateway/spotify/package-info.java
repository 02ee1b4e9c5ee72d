/** What old clients ask of Spotify. */
@NullMarked
package io.soundforge.alchemy.gateway.spotify;

import org.jspecify.annotations.NullMarked;
