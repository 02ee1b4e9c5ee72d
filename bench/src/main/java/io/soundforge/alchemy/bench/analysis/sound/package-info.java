/** Instruments, room and mastering for the composed pieces. */
@NullMarked
package io.soundforge.alchemy.bench.analysis.sound;

import org.jspecify.annotations.NullMarked;
