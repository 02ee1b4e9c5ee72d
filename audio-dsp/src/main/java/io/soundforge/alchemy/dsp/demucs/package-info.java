/**
 * The transforms that Demucs does around its network, for graphs that leave them to the host: framing and scaling
 * exactly as in training.
 */
@NullMarked
package io.soundforge.alchemy.dsp.demucs;

import org.jspecify.annotations.NullMarked;
