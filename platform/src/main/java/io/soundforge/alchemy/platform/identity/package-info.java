@NullMarked
package io.soundforge.alchemy.platform.identity;

import org.jspecify.annotations.NullMarked;
