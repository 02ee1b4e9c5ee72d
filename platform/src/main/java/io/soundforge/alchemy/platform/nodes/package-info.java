/** Who takes part in the mesh, how much work waits for them, and where a node without a gateway is reached. */
@NullMarked
package io.soundforge.alchemy.platform.nodes;

import org.jspecify.annotations.NullMarked;
