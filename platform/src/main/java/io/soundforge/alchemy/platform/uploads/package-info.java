/** Files that arrive in parts, and how much of the store each owner has. */
@NullMarked
package io.soundforge.alchemy.platform.uploads;

import org.jspecify.annotations.NullMarked;
