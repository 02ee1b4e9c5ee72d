@NullMarked
package io.soundforge.alchemy.contracts.asset;

import org.jspecify.annotations.NullMarked;
