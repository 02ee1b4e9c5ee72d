/** Stems that are heard while they are made: a WAV file of known length whose bytes become final piece by piece. */
@NullMarked
package io.soundforge.alchemy.gateway.live;

import org.jspecify.annotations.NullMarked;
