@NullMarked
package io.soundforge.alchemy.platform.studio;

import org.jspecify.annotations.NullMarked;
