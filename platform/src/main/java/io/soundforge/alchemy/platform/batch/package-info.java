/** The rows behind batches. */
@NullMarked
package io.soundforge.alchemy.platform.batch;

import org.jspecify.annotations.NullMarked;
