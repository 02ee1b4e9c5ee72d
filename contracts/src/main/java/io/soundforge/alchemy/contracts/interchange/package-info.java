/** An analysis in the formats that other music programs read. */
@NullMarked
package io.soundforge.alchemy.contracts.interchange;

import org.jspecify.annotations.NullMarked;
