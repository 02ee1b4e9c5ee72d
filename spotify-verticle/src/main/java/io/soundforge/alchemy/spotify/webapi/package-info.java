/** The Web API as a registered application. */
@NullMarked
package io.soundforge.alchemy.spotify.webapi;

import org.jspecify.annotations.NullMarked;
