/** What is added to the log on its way out. */
@NullMarked
package io.soundforge.alchemy.launcher.logging;

import org.jspecify.annotations.NullMarked;
