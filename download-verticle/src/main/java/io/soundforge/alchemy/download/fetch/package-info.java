/** Fetching what a stranger's link names, without becoming their tool. */
@NullMarked
package io.soundforge.alchemy.download.fetch;

import org.jspecify.annotations.NullMarked;
