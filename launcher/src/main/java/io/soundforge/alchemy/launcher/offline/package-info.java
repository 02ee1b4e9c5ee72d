/** Separation and analysis of files without server, database or network. */
@NullMarked
package io.soundforge.alchemy.launcher.offline;

import org.jspecify.annotations.NullMarked;
