@NullMarked
package io.soundforge.alchemy.contracts.spotify;

import org.jspecify.annotations.NullMarked;
