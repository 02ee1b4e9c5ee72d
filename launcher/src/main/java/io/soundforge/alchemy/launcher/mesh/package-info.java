/** The wiring of the verticles: the only place that knows them all. */
@NullMarked
package io.soundforge.alchemy.launcher.mesh;

import org.jspecify.annotations.NullMarked;
