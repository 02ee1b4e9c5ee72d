/** What Spleeter does around its networks: framing, and the masks that share the mix out among the stems. */
@NullMarked
package io.soundforge.alchemy.dsp.spleeter;

import org.jspecify.annotations.NullMarked;
