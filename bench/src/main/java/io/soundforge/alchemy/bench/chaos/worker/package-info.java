/** The process that the bench ends: the real runners, with work that can be told to be slow, to fail or to crash. */
@NullMarked
package io.soundforge.alchemy.bench.chaos.worker;

import org.jspecify.annotations.NullMarked;
