@NullMarked
package io.soundforge.alchemy.contracts.stems;

import org.jspecify.annotations.NullMarked;
