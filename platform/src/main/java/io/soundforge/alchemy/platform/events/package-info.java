@NullMarked
package io.soundforge.alchemy.platform.events;

import org.jspecify.annotations.NullMarked;
