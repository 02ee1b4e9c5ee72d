@NullMarked
package io.soundforge.alchemy.processing.export;

import org.jspecify.annotations.NullMarked;
