/** Has uploaded files looked at by a virus scanner. */
@NullMarked
package io.soundforge.alchemy.gateway.scan;

import org.jspecify.annotations.NullMarked;
