/** The folder that holds everything the program keeps. */
@NullMarked
package io.soundforge.alchemy.launcher.data;

import org.jspecify.annotations.NullMarked;
