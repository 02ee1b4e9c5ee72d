/** {@code Idempotency-Key}: a request that is sent again is answered again, and its work is done once. */
@NullMarked
package io.soundforge.alchemy.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
