@NullMarked
package io.soundforge.alchemy.contracts.analysis;

import org.jspecify.annotations.NullMarked;
