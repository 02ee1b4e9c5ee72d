/**
 * Tempo, beats, bars. Two features are kept while a track streams in: {@link BandSpectrogram} (what changed, every 10 ms)
 * and {@link AttackEnvelope} (exactly when, every 2.5 ms); everything else is computed from them at the end.
 */
@NullMarked
package io.soundforge.alchemy.dsp.rhythm;

import org.jspecify.annotations.NullMarked;
