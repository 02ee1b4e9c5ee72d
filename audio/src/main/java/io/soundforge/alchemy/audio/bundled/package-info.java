/** Files that come inside dependencies and have to lie on a disk before they are of use. */
@NullMarked
package io.soundforge.alchemy.audio.bundled;

import org.jspecify.annotations.NullMarked;
