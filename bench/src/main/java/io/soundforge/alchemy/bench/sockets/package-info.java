/** How many sockets one node serves, and what a delivery costs. */
@NullMarked
package io.soundforge.alchemy.bench.sockets;

import org.jspecify.annotations.NullMarked;
