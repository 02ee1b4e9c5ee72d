/** Who calls over HTTP, and what each route asks of them. */
@NullMarked
package io.soundforge.alchemy.gateway.identity;

import org.jspecify.annotations.NullMarked;
