/** Fits the weights of the rhythm's scores on pieces whose truth is known. */
@NullMarked
package io.soundforge.alchemy.bench.analysis.fit;

import org.jspecify.annotations.NullMarked;
