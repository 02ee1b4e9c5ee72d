/** Kills, stops and confuses real worker processes, and counts what became of their jobs. */
@NullMarked
package io.soundforge.alchemy.bench.chaos;

import org.jspecify.annotations.NullMarked;
