@NullMarked
package io.soundforge.alchemy.contracts.event;

import org.jspecify.annotations.NullMarked;
