/** What people place on a track by hand, and the files they take away. */
@NullMarked
package io.soundforge.alchemy.contracts.studio;

import org.jspecify.annotations.NullMarked;
