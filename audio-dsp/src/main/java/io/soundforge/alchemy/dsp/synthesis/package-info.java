/** Music made from nothing but arithmetic: a song whose stems, tempo and key are known exactly. */
@NullMarked
package io.soundforge.alchemy.dsp.synthesis;

import org.jspecify.annotations.NullMarked;
