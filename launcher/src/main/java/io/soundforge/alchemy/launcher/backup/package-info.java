/** Backup and restore of what this machine holds: which database, which folders, who else is using them. */
@NullMarked
package io.soundforge.alchemy.launcher.backup;

import org.jspecify.annotations.NullMarked;
