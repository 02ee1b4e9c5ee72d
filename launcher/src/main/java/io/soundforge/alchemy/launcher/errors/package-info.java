/** Unexpected errors on their way to a service that collects them. */
@NullMarked
package io.soundforge.alchemy.launcher.errors;

import org.jspecify.annotations.NullMarked;
