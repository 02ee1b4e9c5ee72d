@NullMarked
package io.soundforge.alchemy.contracts.track;

import org.jspecify.annotations.NullMarked;
