/** The form of a track: which stretches of it are one thing, and which of them sound alike. */
@NullMarked
package io.soundforge.alchemy.dsp.structure;

import org.jspecify.annotations.NullMarked;
