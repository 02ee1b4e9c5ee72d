@NullMarked
package io.soundforge.alchemy.processing;

import org.jspecify.annotations.NullMarked;
