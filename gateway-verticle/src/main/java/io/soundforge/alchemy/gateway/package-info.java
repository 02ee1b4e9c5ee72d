@NullMarked
package io.soundforge.alchemy.gateway;

import org.jspecify.annotations.NullMarked;
