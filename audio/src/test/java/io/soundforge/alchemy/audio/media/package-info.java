@NullMarked
package io.soundforge.alchemy.audio.media;

import org.jspecify.annotations.NullMarked;
