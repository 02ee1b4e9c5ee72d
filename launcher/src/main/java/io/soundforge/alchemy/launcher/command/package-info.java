/** The command line: options in, craft elsewhere, exit codes out. */
@NullMarked
package io.soundforge.alchemy.launcher.command;

import org.jspecify.annotations.NullMarked;
