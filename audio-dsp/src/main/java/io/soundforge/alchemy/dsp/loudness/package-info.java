/** Programme loudness, loudness range and true peak by ITU-R BS.1770-4 and EBU R128. */
@NullMarked
package io.soundforge.alchemy.dsp.loudness;

import org.jspecify.annotations.NullMarked;
