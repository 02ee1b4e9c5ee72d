/** A server's life on this machine: lock, databases, mesh, and the way back down. */
@NullMarked
package io.soundforge.alchemy.launcher.server;

import org.jspecify.annotations.NullMarked;
