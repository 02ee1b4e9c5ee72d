@NullMarked
package io.soundforge.alchemy.contracts.node;

import org.jspecify.annotations.NullMarked;
