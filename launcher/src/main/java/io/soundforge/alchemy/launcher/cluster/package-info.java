/** The event bus of this process: its own, or one that it shares with other nodes through Hazelcast. */
@NullMarked
package io.soundforge.alchemy.launcher.cluster;

import org.jspecify.annotations.NullMarked;
