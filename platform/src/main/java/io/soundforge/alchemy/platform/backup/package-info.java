/** Everything the mesh keeps, rows and bytes, as one file that outlives releases of the program and of PostgreSQL. */
@NullMarked
package io.soundforge.alchemy.platform.backup;

import org.jspecify.annotations.NullMarked;
