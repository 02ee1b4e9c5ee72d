/** Raw samples: reading them from any position, writing them in order, and the WAV file format. */
@NullMarked
package io.soundforge.alchemy.dsp.pcm;

import org.jspecify.annotations.NullMarked;
