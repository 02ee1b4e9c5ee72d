/** The built-in separation engine: signal processing alone, no weights. */
@NullMarked
package io.soundforge.alchemy.dsp.separation.spectral;

import org.jspecify.annotations.NullMarked;
