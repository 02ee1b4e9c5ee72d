/** The notes of a track's leading and of its lowest voice. */
@NullMarked
package io.soundforge.alchemy.dsp.melody;

import org.jspecify.annotations.NullMarked;
