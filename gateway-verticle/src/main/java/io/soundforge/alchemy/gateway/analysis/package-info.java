/** What was found in a track's audio, as files for other programs. */
@NullMarked
package io.soundforge.alchemy.gateway.analysis;

import org.jspecify.annotations.NullMarked;
