@NullMarked
package io.soundforge.alchemy.gateway.tracks;

import org.jspecify.annotations.NullMarked;
