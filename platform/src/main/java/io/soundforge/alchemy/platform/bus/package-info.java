@NullMarked
package io.soundforge.alchemy.platform.bus;

import org.jspecify.annotations.NullMarked;
