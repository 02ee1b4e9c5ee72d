/** Synthesised music in known keys, and how often its key is found. */
@NullMarked
package io.soundforge.alchemy.bench.tonal;

import org.jspecify.annotations.NullMarked;
