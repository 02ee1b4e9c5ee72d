/** What a client draws of a track. */
@NullMarked
package io.soundforge.alchemy.dsp.waveform;

import org.jspecify.annotations.NullMarked;
