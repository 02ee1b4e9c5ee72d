/** From stored stems to a zip of files to take away. */
@NullMarked
package io.soundforge.alchemy.audio.export;

import org.jspecify.annotations.NullMarked;
