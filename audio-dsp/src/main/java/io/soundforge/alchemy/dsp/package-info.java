/** Signal processing on plain arrays: no framework, no logging, no clock, no randomness but the injected. */
@NullMarked
package io.soundforge.alchemy.dsp;

import org.jspecify.annotations.NullMarked;
