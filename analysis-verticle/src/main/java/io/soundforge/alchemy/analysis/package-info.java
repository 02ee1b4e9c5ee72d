@NullMarked
package io.soundforge.alchemy.analysis;

import org.jspecify.annotations.NullMarked;
