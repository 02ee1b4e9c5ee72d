/** Requests that carry a key of their sender's choice, and the answers that were given to them. */
@NullMarked
package io.soundforge.alchemy.platform.idempotency;

import org.jspecify.annotations.NullMarked;
