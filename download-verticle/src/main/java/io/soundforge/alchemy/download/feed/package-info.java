/** Podcasts: from a feed to its episodes. */
@NullMarked
package io.soundforge.alchemy.download.feed;

import org.jspecify.annotations.NullMarked;
