/** The whole system shown once on one song. */
@NullMarked
package io.soundforge.alchemy.launcher.demo;

import org.jspecify.annotations.NullMarked;
