/** Thousands of imports with one request, under a name that the client may choose. */
@NullMarked
package io.soundforge.alchemy.gateway.batch;

import org.jspecify.annotations.NullMarked;
