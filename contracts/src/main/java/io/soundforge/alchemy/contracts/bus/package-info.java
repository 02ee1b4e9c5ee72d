@NullMarked
package io.soundforge.alchemy.contracts.bus;

import org.jspecify.annotations.NullMarked;
