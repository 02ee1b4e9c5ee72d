/** The colour of a track's sound: where its energy lies in frequency, and how it stands out. */
@NullMarked
package io.soundforge.alchemy.dsp.timbre;

import org.jspecify.annotations.NullMarked;
