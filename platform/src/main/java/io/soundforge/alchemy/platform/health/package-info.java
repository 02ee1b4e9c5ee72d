/** How a process is: what it stands on, what it has left, and whether it takes requests. */
@NullMarked
package io.soundforge.alchemy.platform.health;

import org.jspecify.annotations.NullMarked;
