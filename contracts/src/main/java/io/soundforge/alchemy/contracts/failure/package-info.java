@NullMarked
package io.soundforge.alchemy.contracts.failure;

import org.jspecify.annotations.NullMarked;
