/** Who takes part in the mesh, and how much work waits for them. */
@NullMarked
package io.soundforge.alchemy.platform.nodes;

import org.jspecify.annotations.NullMarked;
