/** Scores of tempo, beats, bars and key, as mir_eval and MIREX define them. */
@NullMarked
package io.soundforge.alchemy.bench.analysis.metric;

import org.jspecify.annotations.NullMarked;
