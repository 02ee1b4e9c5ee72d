/** The routes that clients of the karaoke backend know, over our tracks: a job's id is its track's. */
@NullMarked
package io.soundforge.alchemy.gateway.karaoke;

import org.jspecify.annotations.NullMarked;
