/** How work is followed through the mesh: what begins and ends, and nothing of where it is told. */
@NullMarked
package io.soundforge.alchemy.platform.tracing;

import org.jspecify.annotations.NullMarked;
