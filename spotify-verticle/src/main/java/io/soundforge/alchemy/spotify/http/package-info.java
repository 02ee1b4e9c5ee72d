/** Talking to Spotify's hosts with an end to everything. */
@NullMarked
package io.soundforge.alchemy.spotify.http;

import org.jspecify.annotations.NullMarked;
