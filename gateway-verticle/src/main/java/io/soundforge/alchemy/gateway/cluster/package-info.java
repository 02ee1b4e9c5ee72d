@NullMarked
package io.soundforge.alchemy.gateway.cluster;

import org.jspecify.annotations.NullMarked;
