@NullMarked
package io.soundforge.alchemy.gateway.health;

import org.jspecify.annotations.NullMarked;
