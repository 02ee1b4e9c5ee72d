/** One pass over a track's samples to all the facts about it. */
@NullMarked
package io.soundforge.alchemy.dsp.analysis;

import org.jspecify.annotations.NullMarked;
