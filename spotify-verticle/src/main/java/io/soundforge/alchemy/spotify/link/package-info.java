/** Short links, and what they stand for. */
@NullMarked
package io.soundforge.alchemy.spotify.link;

import org.jspecify.annotations.NullMarked;
