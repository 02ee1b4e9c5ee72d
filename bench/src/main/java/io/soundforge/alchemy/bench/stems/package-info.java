/** How near separated stems come to the true ones, next to a naive recipe and to ideal masks: {@code bench/stems}. */
@NullMarked
package io.soundforge.alchemy.bench.stems;

import org.jspecify.annotations.NullMarked;
