/** Collects the figures of this process, and tells them to whoever may know. */
@NullMarked
package io.soundforge.alchemy.launcher.figures;

import org.jspecify.annotations.NullMarked;
