/** Fourier transforms and the framing around them. */
@NullMarked
package io.soundforge.alchemy.dsp.spectrum;

import org.jspecify.annotations.NullMarked;
