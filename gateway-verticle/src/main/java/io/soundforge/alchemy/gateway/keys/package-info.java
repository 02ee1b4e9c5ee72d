/** API keys over HTTP: made, listed and revoked by the people whose programs use them. */
@NullMarked
package io.soundforge.alchemy.gateway.keys;

import org.jspecify.annotations.NullMarked;
