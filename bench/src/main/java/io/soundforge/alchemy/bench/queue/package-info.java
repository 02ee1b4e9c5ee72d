/** How fast the job queue is. */
@NullMarked
package io.soundforge.alchemy.bench.queue;

import org.jspecify.annotations.NullMarked;
