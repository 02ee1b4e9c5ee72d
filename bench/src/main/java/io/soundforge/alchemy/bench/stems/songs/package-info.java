/** Songs made by code whose stems are known: many styles, none of them recorded. */
@NullMarked
package io.soundforge.alchemy.bench.stems.songs;

import org.jspecify.annotations.NullMarked;
