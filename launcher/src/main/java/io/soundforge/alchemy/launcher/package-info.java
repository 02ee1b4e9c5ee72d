/** The one composition root: command line, configuration, data folder, embedded services. */
@NullMarked
package io.soundforge.alchemy.launcher;

import org.jspecify.annotations.NullMarked;
