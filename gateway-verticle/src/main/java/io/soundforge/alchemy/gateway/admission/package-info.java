/** What every request meets before its route: a name, a place in the logs, and limits. */
@NullMarked
package io.soundforge.alchemy.gateway.admission;

import org.jspecify.annotations.NullMarked;
