/** Streams of samples cut down and cut up into the frames that features are computed from. */
@NullMarked
package io.soundforge.alchemy.dsp.features;

import org.jspecify.annotations.NullMarked;
