/** Composes pieces in many styles, with everything about their time and harmony known. */
@NullMarked
package io.soundforge.alchemy.bench.analysis.music;

import org.jspecify.annotations.NullMarked;
