/**
 * Stem separation as a set of independent segment computations and one deterministic assembly: the plan of segments,
 * the overlap-add around an engine, and the built-in engine.
 */
@NullMarked
package io.soundforge.alchemy.dsp.separation;

import org.jspecify.annotations.NullMarked;
