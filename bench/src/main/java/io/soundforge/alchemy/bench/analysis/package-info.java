/** Measures the analysis of music against pieces whose truth is known, because they were composed for it. */
@NullMarked
package io.soundforge.alchemy.bench.analysis;

import org.jspecify.annotations.NullMarked;
