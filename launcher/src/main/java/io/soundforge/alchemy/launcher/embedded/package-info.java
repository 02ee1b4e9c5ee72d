/** A real PostgreSQL and a real Redis that come with the program and end with it. */
@NullMarked
package io.soundforge.alchemy.launcher.embedded;

import org.jspecify.annotations.NullMarked;
