@NullMarked
package io.soundforge.alchemy.audio.analysis;

import org.jspecify.annotations.NullMarked;
