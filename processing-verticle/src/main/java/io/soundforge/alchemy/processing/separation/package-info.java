@NullMarked
package io.soundforge.alchemy.processing.separation;

import org.jspecify.annotations.NullMarked;
