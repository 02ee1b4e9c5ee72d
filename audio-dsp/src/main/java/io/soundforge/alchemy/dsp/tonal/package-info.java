/** Tuning, pitch classes, key. */
@NullMarked
package io.soundforge.alchemy.dsp.tonal;

import org.jspecify.annotations.NullMarked;
