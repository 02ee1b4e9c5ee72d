/** Who did what to the server, for its operator: kept in the database and told to the log. */
@NullMarked
package io.soundforge.alchemy.platform.audit;

import org.jspecify.annotations.NullMarked;
